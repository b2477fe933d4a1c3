namespace WsiDicomizer.Imaging.Native.CharLs;

/// <summary>The version that the library tells.</summary>
internal static class CharLsVersion
{
    /// <summary>Reads it; the library has to be loaded.</summary>
    public static unsafe string Read() => NativeText.Read(CharLsMethods.charls_get_version_string());
}
