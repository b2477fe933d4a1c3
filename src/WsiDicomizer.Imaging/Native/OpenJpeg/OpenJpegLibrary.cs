namespace WsiDicomizer.Imaging.Native.OpenJpeg;

/// <summary>OpenJPEG, 2.3 or a later 2.x.</summary>
internal static class OpenJpegLibrary
{
    public const string Name = "libopenjp2";

    public static NativeLibraryInfo Info { get; } = new()
    {
        Name = Name,
        LinuxNames = ["libopenjp2.so.7", "libopenjp2.so"],
        MacNames = ["libopenjp2.dylib", "libopenjp2.7.dylib"],
        WindowsNames = ["openjp2.dll", "libopenjp2.dll"],
        DebianPackage = "libopenjp2-7",
        FedoraPackage = "openjpeg2",
        BrewFormula = "openjpeg",
        WindowsHint = "install OpenJPEG (www.openjpeg.org) and put openjp2.dll beside the program",
        RequiredExports =
        [
            "opj_version", "opj_create_decompress", "opj_create_compress", "opj_decode", "opj_encode",
            "opj_stream_create", "opj_image_create", "opj_image_destroy",
        ],
    };

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there, or of another version.</exception>
    public static unsafe void Load()
    {
        NativeLibraryResolver.Load(Info);
        var version = NativeText.Read(OpenJpegMethods.opj_version());
        if (!IsSupported(version))
        {
            throw new NativeLibraryMissingException(
                Name, $"The library {Name} on this machine is of version {version}: 2.3 or a later 2.x is needed. "
                + Info.InstallHint());
        }
    }

    /// <summary>Whether the layout of the structures is the one that is declared here.</summary>
    /// <remarks>The parameter structures have kept their layout from 2.1 on; 3 would be another ABI.</remarks>
    public static bool IsSupported(string? version) =>
        Version.TryParse(version, out var parsed) && parsed.Major == 2 && parsed.Minor >= 3;
}
