namespace WsiDicomizer.Imaging.Native.TurboJpeg;

/// <summary>libjpeg-turbo's TurboJPEG API, 2.0 or later.</summary>
internal static class TurboJpegLibrary
{
    public const string Name = "libturbojpeg";

    public static NativeLibraryInfo Info { get; } = new()
    {
        Name = Name,
        LinuxNames = ["libturbojpeg.so.0", "libturbojpeg.so"],
        MacNames = ["libturbojpeg.dylib", "libturbojpeg.0.dylib"],
        WindowsNames = ["turbojpeg.dll", "libturbojpeg.dll"],
        DebianPackage = "libturbojpeg0",
        FedoraPackage = "turbojpeg",
        BrewFormula = "jpeg-turbo",
        WindowsHint = "install libjpeg-turbo (libjpeg-turbo.org) and put turbojpeg.dll beside the program",

        // The API tells no version; tjGetErrorStr2 and tjGetErrorCode came with 2.0.
        RequiredExports =
        [
            "tjInitCompress", "tjInitDecompress", "tjDestroy", "tjDecompress2", "tjCompress2",
            "tjCompressFromYUVPlanes", "tjBufSize", "tjGetErrorStr2", "tjGetErrorCode",
        ],
    };
}
