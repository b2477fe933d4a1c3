namespace WsiDicomizer.Imaging.Native.Jxl;

/// <summary>libjxl, 0.7 or a later 0.x.</summary>
internal static class JxlLibrary
{
    public const string Name = "libjxl";

    public static NativeLibraryInfo Info { get; } = new()
    {
        Name = Name,
        LinuxNames = ["libjxl.so.0.7", "libjxl.so.0.8", "libjxl.so.0.9", "libjxl.so.0.10", "libjxl.so.0.11"],
        MacNames = ["libjxl.0.11.dylib", "libjxl.0.10.dylib", "libjxl.dylib"],
        WindowsNames = ["jxl.dll", "libjxl.dll"],
        DebianPackage = "libjxl0.7",
        FedoraPackage = "libjxl",
        BrewFormula = "jpeg-xl",
        WindowsHint = "install libjxl (github.com/libjxl/libjxl) and put jxl.dll beside the program",
        RequiredExports =
        [
            "JxlEncoderVersion", "JxlEncoderCreate", "JxlEncoderAddJPEGFrame", "JxlEncoderStoreJPEGMetadata",
            "JxlEncoderProcessOutput", "JxlDecoderCreate", "JxlDecoderSetJPEGBuffer", "JxlDecoderReleaseJPEGBuffer",
        ],
    };

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not there, or lacks a function.</exception>
    public static void Load() => NativeLibraryResolver.Load(Info);
}
