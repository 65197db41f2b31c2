/** The project's version, from CMakeLists.txt. */
declare const __VERSION__: string;
