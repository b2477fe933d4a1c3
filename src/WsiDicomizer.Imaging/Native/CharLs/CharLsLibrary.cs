namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary>CharLS, 2.1 or a later 2.x.</summary>
internal static class CharLsLibrary
{
    public const string Name = "libcharls";

    public static NativeLibraryInfo Info { get; } = new()
    {
        Name = Name,
        LinuxNames = ["libcharls.so.2", "libcharls.so"],
        MacNames = ["libcharls.dylib", "libcharls.2.dylib"],
        WindowsNames = ["charls-2-x64.dll", "charls.dll", "libcharls.dll"],
        DebianPackage = "libcharls2",
        FedoraPackage = "CharLS",
        BrewFormula = "team-charls/tap/charls",
        WindowsHint = "install CharLS (github.com/team-charls/charls) and put charls.dll beside the program",
        RequiredExports =
        [
            "charls_jpegls_encoder_create", "charls_jpegls_encoder_encode_from_buffer", "charls_get_error_message",
        ],
    };

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there, or too old.</exception>
    public static void Load() => NativeLibraryResolver.Load(Info);
}
