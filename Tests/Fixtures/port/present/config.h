/* What configure found is given by the compiler's options here. */
