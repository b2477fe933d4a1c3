namespace WsiDicomizer.Imaging.Native.OpenJph;

/// <summary>OpenJPH behind the C functions of wsijph.cpp, which are built where a compiler and its headers are.</summary>
internal static class OpenJphLibrary
{
    public const string Name = "libwsijph";

    public static NativeLibraryInfo Info { get; } = new()
    {
        Name = Name,
        LinuxNames = ["libwsijph.so"],
        MacNames = ["libwsijph.dylib"],
        WindowsNames = ["wsijph.dll"],
        DebianPackage = "g++ libopenjph-dev",
        FedoraPackage = "gcc-c++ openjph-devel",
        BrewFormula = "openjph",
        WindowsHint = "build src/WsiDicomizer.Imaging/Native/OpenJph/wsijph.cpp with OpenJPH and put wsijph.dll beside the program",
        RequiredExports = ["wsijph_version", "wsijph_encode"],
    };

    /// <summary>Loads the library.</summary>
    /// <exception cref="NativeLibraryMissingException">It was not built, or OpenJPH is not on this machine.</exception>
    public static void Load()
    {
        try
        {
            NativeLibraryResolver.Load(Info);
        }
        catch (NativeLibraryMissingException exception)
        {
            throw new NativeLibraryMissingException(
                Name,
                "HTJ2K is encoded by OpenJPH, through a small library that is built together with the program where a C++ compiler "
                + $"and OpenJPH's headers are installed; it is not here. {Info.InstallHint()} Then build the program again.",
                exception);
        }
    }
}
