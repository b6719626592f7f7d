//! What is wrong with the open files.
