namespace WsiDicomizer.Imaging.Native.Zstd;

/// <summary>Zstandard's library, 1.3 or a later 1.x.</summary>
internal static class ZstdLibrary
{
    public const string Name = "libzstd";

    public static NativeLibraryInfo Info { get; } = new()
    {
        Name = Name,
        LinuxNames = ["libzstd.so.1", "libzstd.so"],
        MacNames = ["libzstd.dylib", "libzstd.1.dylib"],
        WindowsNames = ["libzstd.dll", "zstd.dll"],
        DebianPackage = "libzstd1",
        FedoraPackage = "libzstd",
        BrewFormula = "zstd",
        WindowsHint = "install Zstandard (facebook.github.io/zstd) and put libzstd.dll beside the program",
        RequiredExports =
        [
            "ZSTD_versionString", "ZSTD_createDCtx", "ZSTD_freeDCtx", "ZSTD_decompressDCtx", "ZSTD_isError", "ZSTD_getErrorName",
        ],
    };

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there, or too old.</exception>
    public static void Load() => NativeLibraryResolver.Load(Info);
}
