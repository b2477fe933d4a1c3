namespace WsiDicomizer.Imaging.Native.OpenSlide;

/// <summary>OpenSlide, 3.4 or a later 3.x or 4.x.</summary>
internal static class OpenSlideLibrary
{
    public const string Name = "libopenslide";

    public static NativeLibraryInfo Info { get; } = new()
    {
        Name = Name,

        // 4.0 changed the number of the ABI; what is used here is the same in both.
        LinuxNames = ["libopenslide.so.1", "libopenslide.so.0"],
        MacNames = ["libopenslide.1.dylib", "libopenslide.0.dylib"],
        WindowsNames = ["libopenslide-1.dll", "libopenslide-0.dll"],
        DebianPackage = "libopenslide0",
        FedoraPackage = "openslide",
        BrewFormula = "openslide",
        WindowsHint = "get OpenSlide's Windows binaries (openslide.org) and put libopenslide-1.dll beside the program",
        RequiredExports =
        [
            "openslide_detect_vendor", "openslide_open", "openslide_read_region", "openslide_get_error", "openslide_get_version",
        ],
    };

    /// <summary>Loads the library.</summary>
    /// <returns>Its handle.</returns>
    /// <exception cref="NativeLibraryMissingException">It is not there, or too old.</exception>
    public static nint Load() => NativeLibraryResolver.Load(Info);
}
