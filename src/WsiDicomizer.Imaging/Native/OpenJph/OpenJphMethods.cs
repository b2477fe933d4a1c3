using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging.Native.OpenJph;

/// <summary>The functions of wsijph.cpp, as declared there.</summary>
internal static unsafe partial class OpenJphMethods
{
    [LibraryImport(OpenJphLibrary.Name)]
    public static partial int wsijph_version();

    [LibraryImport(OpenJphLibrary.Name)]
    public static partial int wsijph_encode(
        byte* samples, uint width, uint height, uint components, uint bits, uint decompositions, byte* destination,
        ulong capacity, ulong* written, byte* error, uint errorLength);
}
