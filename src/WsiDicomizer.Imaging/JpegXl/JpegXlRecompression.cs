using WsiDicomizer.Imaging.Native.Jxl;

namespace WsiDicomizer.Imaging.JpegXl;

/// <summary>
/// JPEG streams as JPEG XL (ISO/IEC 18181-2 with a JPEG reconstruction box), about a fifth smaller, from which the same bytes
/// come back. By libjxl.
/// </summary>
/// <remarks>Thread-safe: each call has native objects of its own. For streams of this program; the decoder is not for foreign ones.</remarks>
public static class JpegXlRecompression
{
    /// <summary>Whether the library is on this machine; throws where it is not.</summary>
    /// <exception cref="NativeLibraryMissingException">libjxl is not on this machine.</exception>
    public static void RequireLibrary() => JxlLibrary.Load();

    /// <summary>Recompresses a stream, and makes sure that it comes back.</summary>
    /// <param name="jpeg">A JPEG stream, SOI to EOI.</param>
    /// <returns>A JPEG XL file, not padded.</returns>
    /// <exception cref="CodecException">The library refuses the stream, or another one would come back.</exception>
    /// <exception cref="NativeLibraryMissingException">libjxl is not on this machine.</exception>
    public static byte[] Recompress(ReadOnlySpan<byte> jpeg)
    {
        JxlLibrary.Load();
        var stream = JxlCalls.Recompress(jpeg);
        return Reconstruct(stream, jpeg.Length).AsSpan().SequenceEqual(jpeg)
            ? stream
            : throw new CodecException(CodecProblem.Unsupported, "The JPEG stream does not come back from JPEG XL as it was.");
    }

    /// <summary>Gives a JPEG stream back.</summary>
    /// <param name="stream">Of <see cref="Recompress"/>.</param>
    /// <param name="mostBytes">How long it may be.</param>
    /// <exception cref="CodecException">It does not come back, or is longer.</exception>
    /// <exception cref="NativeLibraryMissingException">libjxl is not on this machine.</exception>
    public static byte[] Reconstruct(ReadOnlySpan<byte> stream, int mostBytes)
    {
        JxlLibrary.Load();
        var jpeg = new byte[checked(mostBytes + 1)];
        var length = JxlCalls.Reconstruct(stream, jpeg);
        return length > 0 && length <= mostBytes
            ? jpeg[..length]
            : throw new CodecException(CodecProblem.Damaged, "The JPEG XL stream gives no JPEG stream back.");
    }
}
