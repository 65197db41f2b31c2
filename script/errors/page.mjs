// docs/errors.md.
import { isCode, pageOf } from './definitions.mjs';

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

function row({ id, label, met, whom, status, problem, words, cause, remedy }) {
  const http = problem?.status ?? status;
  const name = isCode(id) ? `[${id}](${pageOf(id)})` : `\`${id}\``;
  const reads = words ? `<br>Callers read: *${cell(words.title)}*` : '';
  const where = `${met.join(', ')}${http ? `, HTTP ${http}` : ''}<br>${whom.join(', ')}`;
  return `| <a id="${id}"></a>${name} | **${cell(label)}.** ${cell(cause)}${reads} | ${cell(remedy)} | ${where} |`;
}

export const page = (groups) => `<!-- Made of api/errors.yaml by script/generate-errors. -->
# Reasons and codes

Every reason that Teleperson Voice gives for a call that did not come about, and every code of Twilio's that stands in its logs,
in Twilio's console or in a browser's, with cause and remedy. On the server's machine, without this page:

    teleperson-voice explain 31005
    teleperson-voice explain region_not_allowed --json
    teleperson-voice explain --list

Reasons are the \`reason\` of problem details ([the contract](../api/openapi.yaml)), of log lines and of metrics; they do not
change. The last column says where one meets them, and who does: callers in the side panel or the dialer page, admins in
the dashboard, the operator in the server's logs and in Twilio's console.

${groups
  .map(
    ({ title, entries }) => `## ${title}

| ${entries.every(({ id }) => isCode(id)) ? 'code' : 'reason'} | cause | remedy | where, who |
| --- | --- | --- | --- |
${entries.map(row).join('\n')}
`,
  )
  .join('\n')}`;
