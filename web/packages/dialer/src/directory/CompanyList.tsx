import { Box } from '@mantine/core';
import type { Company } from '@teleperson/api';
import type { DialTarget } from '@teleperson/call-core';
import { CompanyCard } from './CompanyCard';
import type { Access } from './Directory';
import classes from './Directory.module.css';

interface CompanyListProps {
  /** What the list is of, for people who cannot see it. */
  label: string;
  companies: Company[];
  access: Access;
  onCall: (target: DialTarget) => void;
}

export function CompanyList({ label, companies, access, onCall }: CompanyListProps) {
  return (
    <Box component="ul" aria-label={label} className={classes.list}>
      {companies.map((company) => (
        <CompanyCard key={company.id} company={company} access={access} onCall={onCall} />
      ))}
    </Box>
  );
}
