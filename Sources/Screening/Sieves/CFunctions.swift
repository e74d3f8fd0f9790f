import Course

/// The C library by what its functions reach. What stands in no list is refused.
enum CFunctions {
    /// Nil where the function is free.
    static func ban(on name: String) -> Ban? {
        if let ban = table[name] { return ban == free ? nil : ban }
        if let family = families.first(where: { name.hasPrefix($0.prefix) }) {
            return family.ban == free ? nil : family.ban
        }
        return .unknown
    }

    /// Stands for "no ban" in the tables: a capability that is needed by none.
    private static let free = Ban.needs([])

    /// For names that no list has.
    private static let families: [(prefix: String, ban: Ban)] = [
        ("pthread_", .needs([.threads])), ("sem_", .needs([.threads, .processes])),
        ("dispatch_", .needs([.threads])), ("mtx_", .needs([.threads])), ("cnd_", .needs([.threads])),
        ("thrd_", .needs([.threads])), ("exec", .needs([.processes])), ("posix_spawn", .needs([.processes])),
        ("epoll_", .needs([.sockets, .processes])), ("inet_", .needs([.sockets])),
        ("dl", .lookup), ("__swift_", free), ("_swift", free), ("swift_", free), ("__atomic_", free),
    ]

    private static let table: [String: Ban] = {
        var table: [String: Ban] = [:]
        for (ban, names) in lists {
            for name in StandardNames.words(names) { table[name] = ban }
        }
        return table
    }()

    private static let lists: [(Ban, String)] = [
        (
            // Memory, text, numbers, time, and printing: an array or a sleep away from plain Swift.
            free,
            """
            memcpy memset memmove memcmp memchr memrchr memmem memccpy bzero bcmp bcopy malloc free calloc realloc
            aligned_alloc posix_memalign reallocf malloc_usable_size
            strlen strnlen strcmp strncmp strcasecmp strncasecmp strcpy strncpy strcat strncat strchr strrchr strstr
            strdup strndup strtok strtok_r strspn strcspn strpbrk strsep strerror strerror_r strsignal strcoll
            strtol strtoll strtoul strtoull strtod strtof strtold atoi atol atoll atof abs labs llabs div ldiv
            isalpha isdigit isalnum isspace isupper islower ispunct isprint iscntrl isxdigit isgraph isblank
            toupper tolower towupper towlower iswalpha iswdigit iswspace
            printf vprintf puts putchar putc fputs fputc fwrite fflush snprintf vsnprintf sprintf vsprintf fprintf
            vfprintf perror setvbuf setbuf getchar getline fgets stdin stdout stderr
            qsort bsearch rand srand rand_r random srandom drand48 srand48 lrand48 arc4random arc4random_uniform
            arc4random_buf getrandom getentropy
            time clock difftime mktime gmtime gmtime_r localtime localtime_r strftime strptime timegm gettimeofday
            clock_gettime clock_getres times getrusage nanosleep clock_nanosleep usleep sleep
            __errno_location errno getenv getpid getppid gettid getuid geteuid getgid getegid sysconf sched_yield
            getpagesize get_nprocs sched_getcpu uname gethostname pthread_self pthread_equal isatty
            setlocale localeconv nl_langinfo
            sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh exp exp2 expm1 log log2 log10 log1p pow
            sqrt cbrt hypot fmod remainder floor ceil round trunc rint nearbyint lround llround lrint llrint fabs
            fmax fmin fma fdim copysign nextafter ldexp frexp modf scalbn logb ilogb erf erfc tgamma lgamma
            sinf cosf tanf asinf acosf atanf atan2f sinhf coshf tanhf expf exp2f logf log2f log10f powf sqrtf cbrtf
            hypotf fmodf remainderf floorf ceilf roundf truncf rintf nearbyintf fabsf fmaxf fminf fmaf copysignf
            nextafterf ldexpf frexpf modff sincos sincosf fmodl floorl ceill roundl truncl sqrtl powl fmal
            __divti3 __modti3 __udivti3 __umodti3 __multi3 __muloti4 __mulodi4 __mulosi4 __popcountdi2 __popcountsi2
            __powidf2 __powisf2 __fixdfti __fixunsdfti __fixsfti __fixunssfti __floattidf __floattisf __floatuntidf
            __floatuntisf __truncdfhf2 __truncsfhf2 __extendhfsf2 __gnu_f2h_ieee __gnu_h2f_ieee __ashlti3 __ashrti3
            __lshrti3 __cmpti2 __ucmpti2 __clzti2 __ctzti2 __bswapdi2
            _Block_copy _Block_release _Block_object_assign _Block_object_dispose _NSConcreteStackBlock
            _NSConcreteGlobalBlock __stack_chk_fail __tls_get_addr __chkstk _GLOBAL_OFFSET_TABLE_ __dso_handle
            _Unwind_Resume __gcc_personality_v0
            __memcpy_chk __memset_chk __memmove_chk __printf_chk __snprintf_chk __isoc23_strtol __isoc23_strtoul
            """
        ),
        (
            .needs([.threads]),
            """
            sched_setaffinity sched_getaffinity sched_setscheduler sched_getscheduler sched_get_priority_max
            sched_get_priority_min
            """
        ),
        (
            .needs([.files]),
            """
            open openat open64 creat fopen fopen64 freopen fdopen fclose fread fseek fseeko ftell ftello rewind feof
            ferror clearerr fileno getc fgetc ungetc fscanf getdelim lseek lseek64 pread pwrite pread64 pwrite64 readv
            writev fsync fdatasync stat lstat fstat fstatat stat64 lstat64 fstat64 statfs statvfs access faccessat
            unlink unlinkat remove rename renameat link symlink readlink realpath mkdir mkdirat rmdir mkstemp mkdtemp
            tmpfile tmpnam opendir fdopendir readdir readdir64 closedir rewinddir dirfd scandir chdir fchdir getcwd
            chmod fchmod chown fchown utimes utimensat futimens truncate ftruncate flock umask mkfifo nftw glob sync
            inotify_init1 inotify_add_watch sendfile copy_file_range fallocate posix_fallocate
            """
        ),
        (
            // Descriptors are files, sockets and pipes alike.
            .needs([.files, .sockets, .processes]),
            """
            read write close fcntl ioctl dup dup2 dup3 poll ppoll select pselect eventfd timerfd_create
            timerfd_settime signalfd sk_pipe pipe pipe2
            """
        ),
        (
            .needs([.sockets]),
            """
            socket bind listen accept accept4 connect send sendto recv recvfrom setsockopt
            getsockopt shutdown getsockname getpeername getaddrinfo freeaddrinfo gai_strerror getnameinfo
            gethostbyname htons htonl ntohs ntohl if_nametoindex
            """
        ),
        (
            .needs([.sockets, .processes]),
            "socketpair sendmsg recvmsg signal sigaction sigemptyset sigaddset"
        ),
        (
            .needs([.processes]),
            """
            fork wait waitpid waitid wait3 wait4 kill killpg raise pthread_kill sigfillset sigdelset sigismember
            sigprocmask pthread_sigmask sigsuspend sigwait sigwaitinfo sigtimedwait sigpending sigqueue alarm ualarm
            setitimer getitimer pause setpgid getpgid setsid getsid getpgrp setpgrp tcsetpgrp tcgetpgrp nice
            getpriority setpriority getrlimit setrlimit prctl daemon system popen pclose pidfd_open pidfd_send_signal
            setenv unsetenv putenv clearenv environ shm_open shm_unlink ftok shmget shmat shmdt shmctl semget semop
            msgget msgsnd msgrcv mq_open wordexp unshare sk_did_exit sk_exit_code sk_was_killed sk_signal
            sk_errno_name sk_errno_text sk_signal_short_name
            """
        ),
        (.needs([.memory, .processes]), "mmap munmap msync memfd_create"),
        (.needs([.memory]), "mprotect madvise mremap mlock munlock brk sbrk alloca"),
        (.leaving, "exit _exit _Exit quick_exit at_quick_exit atexit on_exit abort __cxa_atexit"),
        (.leavingThread, "pthread_exit thrd_exit"),
        (
            .lookup,
            """
            dlopen dlmopen dlsym dlvsym dladdr dlclose dlerror dl_iterate_phdr syscall ptrace process_vm_readv
            process_vm_writev swift_getTypeByMangledNameInContext setjmp longjmp _setjmp siglongjmp sigsetjmp
            getcontext setcontext makecontext swapcontext clone vfork
            """
        ),
    ]
}
