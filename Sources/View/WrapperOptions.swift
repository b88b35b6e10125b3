/// The part of a compiler wrapper that looks at the options before the real compiler sees them.
///
/// Three kinds matter: those that ask for a form of program that the view has not, those that ask
/// where things are, which the real compiler would answer with directories of the host, and those
/// that name such directories.
struct WrapperOptions {
  let compiler: TargetCompiler
  let language: SourceLanguage

  var script: String {
    """

    refuse() {
      echo "\(name): $*" >&2
      exit 1
    }

    # Whether $1 is a directory of the host's headers or libraries, which are for another C library.
    ofHost() {
      case $1 in "$view"/*|\(compiler.gccDirectory.shellQuoted)*) return 1 ;; esac
      if [ -n "${FDPORT_PREFIX-}" ]; then
        case $1 in "$FDPORT_PREFIX"/*) return 1 ;; esac
      fi
      case $1/ in
        /usr/include/*|/usr/lib/*|/usr/lib64/*|/lib/*|/lib64/*) return 0 ;;
        /usr/local/include/*|/usr/local/lib/*) return 0 ;;
      esac
      return 1
    }

    ignored() {
      echo "\(name): warning: $1 $2 is not searched: what lies there is for the host's C library;" \\
        "build it with this compiler into a prefix (fdport env --prefix)" >&2
    }

    # A static program that may lie anywhere in memory, unless the caller asks for a fixed one.
    form=-static-pie quiet= pending=
    for argument do
      shift
      if [ -n "$pending" ]; then
        option=$pending pending=
        if ofHost "$argument"; then ignored "$option" "$argument"; continue; fi
        set -- "$@" "$option" "$argument"
        continue
      fi
      case $argument in
        -I|-L|-isystem|-idirafter|-iquote)
          pending=$argument
          continue ;;
        -[IL]*)
          path=${argument#-?}
          if ofHost "$path"; then ignored "${argument%"$path"}" "$path"; continue; fi ;;
        -isystem*|-idirafter*|-iquote*)
          path=${argument#-isystem} path=${path#-idirafter} path=${path#-iquote}
          if ofHost "$path"; then ignored "${argument%"$path"}" "$path"; continue; fi ;;
        -shared|--shared|-Wl,-shared|-Wl,--shared)
          refuse '-shared: programs of this view are static; configure with --disable-shared' ;;
        -fsanitize=*)
          refuse "$argument: the sanitizers' own libraries need the host's C library; use them in" \\
            'the host build' ;;
        -pg|-p)
          refuse "$argument: profiles are written by name, to gmon.out; profile the host build" ;;
        -m32|-mx32|-m16)
          refuse "$argument: this view is for \(compiler.machine) only" ;;
        -dumpmachine|-print-multiarch|--print-multiarch)
          echo '\(compiler.machine)'
          exit 0 ;;
        # Meson and libtool look for libraries in what this prints.
        -print-search-dirs|--print-search-dirs)
          printf 'install: %s/\\nprograms: =%s/bin/\\nlibraries: =%s/lib/\\n' "$view" "$view" "$view"
          exit 0 ;;
        -print-sysroot|--print-sysroot)
          echo
          exit 0 ;;
        -print-file-name=*|--print-file-name=*)
          file=${argument#*=}
          if [ "$file" = include ]; then echo \(compiler.include.shellQuoted)
          elif [ -e "$view/lib/$file" ]; then printf '%s\\n' "$view/lib/$file"
          elif [ -e \(compiler.gccDirectory.shellQuoted)"/$file" ]; then
            printf '%s\\n' \(compiler.gccDirectory.shellQuoted)"/$file"
          else printf '%s\\n' "$file"
          fi
          exit 0 ;;
        -static|--static|-no-pie|-nopie) form=-static ;;
        -r) form= ;;
        # Where warnings are off, gcc and clang drop those that are made errors, too.
        -w) quiet='-Wno-error'; continue ;;
      esac
      set -- "$@" "$argument"
    done
    [ -z "$pending" ] || refuse "$pending: names no directory"

    """
  }

  private var name: String { language.wrapperName }
}
