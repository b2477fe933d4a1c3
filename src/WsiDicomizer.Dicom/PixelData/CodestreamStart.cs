using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Whether bytes begin a codestream: the way to tell frames apart that nothing else tells apart.</summary>
internal static class CodestreamStart
{
    /// <summary>Whether a fragment begins with the first marker of JPEG, JPEG-LS, JPEG 2000 or JPEG XL.</summary>
    /// <param name="fragment">The fragment.</param>
    public static bool IsAt(IByteSource fragment)
    {
        Span<byte> bytes = stackalloc byte[4];
        if (fragment.Length < bytes.Length)
        {
            return false;
        }

        fragment.Read(0, bytes);

        // ISO/IEC 10918-1 B.1.1.3 (SOI and the next marker), ISO/IEC 15444-1 A.4 (SOC, SIZ), ISO/IEC 18181-2 (both forms).
        return bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            || bytes.SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A])
            || bytes.SequenceEqual((ReadOnlySpan<byte>)[0x00, 0x00, 0x00, 0x0C]);
    }
}
