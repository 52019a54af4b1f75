/* third_party/jansson/jansson_private_config.h: what jansson's configure would write for
 * wasm32-wasi. No clock and no /dev/urandom: src/plat seeds the hash tables itself
 * (json_object_seed). */
#define HAVE_STDINT_H 1
#define HAVE_STRTOLL 1
#define HAVE_UNISTD_H 1
#define INITIAL_HASHTABLE_ORDER 3
