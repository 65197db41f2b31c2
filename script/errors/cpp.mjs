// The table of src/errors/entries.h.

/** Terminals and logs get plain ASCII. */
const plain = (text) => text.replaceAll('’', "'").replaceAll(/[“”]/g, '"');
const quote = (text) => `"${plain(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const widest = 118;

/** A text as one literal, or as several that the compiler joins. */
function literal(text, indent) {
  const room = widest - indent.length - 2;
  const lines = [];
  for (const word of plain(text).split(/(?<= )/)) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < room) lines[last] += word;
    else lines.push(word);
  }
  return lines.map(quote).join(`\n${indent}`);
}

function row({ id, label, met, whom, problem, status, words, cause, remedy }) {
  const parts = [
    `.id = "${id}", .label = ${quote(label)}`,
    `.met = "${met.join(', ')}", .whom = "${whom.join(', ')}"`,
    problem &&
      `.status = ${problem.status},\n     .problem = {.title = ${quote(problem.title)},\n                 .detail = ${quote(problem.detail)}` +
        `${problem.retry_after ? `,\n                 .retry_after = "${problem.retry_after}"` : ''}}`,
    status && `.status = ${status}`,
    words &&
      `.caller = {.title = ${quote(words.title)}${words.advice ? `,\n                .advice = ${literal(words.advice, ' '.repeat(26))}` : ''}}`,
    `.cause = ${literal(cause, ' '.repeat(14))}`,
    `.remedy = ${literal(remedy, ' '.repeat(15))}`,
  ];
  return `    {${parts.filter(Boolean).join(',\n     ')}},`;
}

export const cppTable = (entries) => `// Made of api/errors.yaml by script/generate-errors.
// clang-format off
#pragma once

#include <array>

#include "errors/entry.h"

namespace teleperson::errors {

inline constexpr std::array<Entry, ${entries.length}> entries{{
${entries.map(row).join('\n')}
}};

}  // namespace teleperson::errors
`;
