using System.IO.Compression;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides.Icc;

namespace WsiDicomizer.InPlace.Formats.PlainImage;

/// <summary>A colour profile in a PNG without its texts and dates, compressed again into as many bytes.</summary>
/// <remarks>
/// What the stream has less is made up by empty stored blocks of five bytes before it, and by the profile's name, which is
/// free. Source: PNG 11.3.3.3; RFC 1950; RFC 1951 3.2.4.
/// </remarks>
internal static class PngProfile
{
    private const int MaxProfileBytes = 16 * 1024 * 1024;
    private const int ShortestName = 3;
    private const int EmptyBlockBytes = 5;

    /// <summary>Makes the content of the chunk.</summary>
    /// <param name="stored">The content: name, NUL, method, zlib.</param>
    /// <returns>As many bytes; null where the profile cannot be read or does not fit.</returns>
    public static byte[]? TryNeutralize(byte[] stored)
    {
        var nul = Array.IndexOf(stored, (byte)0);
        if (nul < 0 || nul + 2 > stored.Length || TryInflate(stored.AsSpan(nul + 2)) is not { } profile)
        {
            return null;
        }

        var neutral = (byte[])profile.Clone();
        foreach (var record in IccIdentity.FindRecords(profile, string.Empty, 0))
        {
            var (start, length) = ((int)record.Range!.Value.Offset, (int)record.Range.Value.Length);
            NeutralValue.Create(profile.AsSpan(start, length), record.Kind, record.Value).CopyTo(neutral, start);
        }

        // Compressed again it may take other bytes than before: what says nothing stays as it is.
        if (neutral.AsSpan().SequenceEqual(profile) && IsNeutralName(stored.AsSpan(0, nul)))
        {
            return stored;
        }

        var zlib = Deflate(neutral);
        var room = stored.Length - 2 - zlib.Length;
        if (room < ShortestName)
        {
            return null;
        }

        var (blocks, more) = Math.DivRem(room - ShortestName, EmptyBlockBytes);
        var name = new byte[ShortestName + more];
        name.AsSpan().Fill((byte)'X');
        byte[] empty = [0, 0, 0, 0xFF, 0xFF];
        return [.. name, 0, 0, .. zlib[..2], .. Enumerable.Repeat(empty, blocks).SelectMany(block => block), .. zlib[2..]];
    }

    private static bool IsNeutralName(ReadOnlySpan<byte> name) => name.IndexOfAnyExcept((byte)'X') < 0;

    private static byte[]? TryInflate(ReadOnlySpan<byte> zlib)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(zlib.ToArray()), CompressionMode.Decompress);
            using var profile = new MemoryStream();
            var piece = new byte[64 * 1024];
            for (int read; (read = stream.Read(piece)) > 0;)
            {
                profile.Write(piece, 0, read);
                if (profile.Length > MaxProfileBytes)
                {
                    return null;
                }
            }

            return profile.ToArray();
        }
        catch (InvalidDataException)
        {
            // What is no profile is overwritten as a whole.
            return null;
        }
    }

    private static byte[] Deflate(byte[] profile)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(profile);
        }

        return stream.ToArray();
    }
}
