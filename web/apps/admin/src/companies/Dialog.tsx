import { Modal, type ModalRootProps } from '@mantine/core';
import { words } from './texts';

/** A modal whose header is no landmark of the page: a page has one banner. */
export function Dialog({ title, children, ...root }: ModalRootProps & { title: string }) {
  return (
    <Modal.Root {...root}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="presentation">
          <Modal.Title fw={650}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={words.close} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
