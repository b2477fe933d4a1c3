using System.Buffers;
using System.Collections.Frozen;
using System.IO.Compression;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Jpeg;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>Every place of identity in a PNG file beside its pixels: a whitelist, so that a chunk nobody knows counts.</summary>
/// <remarks>Source: ISO/IEC 15948 (PNG) 11.3.</remarks>
internal static class PngIdentity
{
    // Chunks of numbers that say how the pixels are meant.
    private static readonly FrozenSet<string> Harmless =
        new[] { "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "bKGD", "hIST", "pHYs" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Finds the records, in the order of the file.</summary>
    /// <param name="chunks">The file's chunks.</param>
    public static IReadOnlyList<IdentityRecord> FindRecords(IReadOnlyList<PngFileChunk> chunks)
    {
        // Little may inflate to much in a hostile file: together it stays within a limit.
        long left = PlainImageLimits.MaxInflatedBytes;
        List<IdentityRecord> records = [];
        foreach (var chunk in chunks.Where(chunk => !Harmless.Contains(chunk.Name) && chunk.Length > 0))
        {
            records.AddRange(FindInChunk(chunk, ref left));
        }

        return records;
    }

    /// <summary>The colour profile.</summary>
    /// <param name="chunks">The file's chunks.</param>
    /// <returns>Empty where there is none that can be read.</returns>
    public static byte[] ReadProfile(IReadOnlyList<PngFileChunk> chunks) =>
        chunks.FirstOrDefault(chunk => chunk.Name == "iCCP") is { Data: { } data }
            ? InflateAfterName(data, PlainImageLimits.MaxInflatedBytes) ?? []
            : [];

    private static IEnumerable<IdentityRecord> FindInChunk(PngFileChunk chunk, ref long left)
    {
        var place = new SegmentPlace(0, $"PNG {chunk.Name} at byte {chunk.Offset}", chunk.Offset);
        if (chunk.Data is not { } data)
        {
            var whole = place.Record(chunk.Name, null, IdentityKind.UnknownKey, 0, 0);
            return [whole with { Range = new ByteRange(chunk.Offset, chunk.Length) }];
        }

        switch (chunk.Name)
        {
            case "tEXt" or "iTXt":
                return [JpegIdentity.Text(place, chunk.Name, data, 0, IdentityKind.Text)];
            case "zTXt":
                var inflated = InflateAfterName(data, left);
                left -= inflated?.Length ?? 0;
                var text = inflated is null ? null : TiffText.DecodeAll(inflated).Replace('\0', ' ').Trim();
                return [place.Record(chunk.Name, text, IdentityKind.Text, 0, data.Length)];
            case "tIME":
                return [place.Record(chunk.Name, null, IdentityKind.Date, 0, data.Length)];
            case "eXIf":
                return ExifIdentity.FindRecords(data, place);
            case "iCCP":
                // The texts stand compressed: their places are the chunk's.
                var profile = InflateAfterName(data, left);
                left -= profile?.Length ?? 0;
                return profile is not null
                    ? [.. IccIdentity.FindRecords(profile, place.Location, 0).Select(record => record with { Range = new ByteRange(chunk.Offset, chunk.Length) })]
                    : [place.Record(chunk.Name, null, IdentityKind.UnknownKey, 0, data.Length)];
            default:
                return [JpegIdentity.Text(place, chunk.Name, data, 0, IdentityKind.UnknownKey)];
        }
    }

    // A name, a NUL, a method that is 0, then zlib.
    private static byte[]? InflateAfterName(byte[] data, long limit)
    {
        var nul = Array.IndexOf(data, (byte)0);
        if (nul < 0 || nul + 2 > data.Length || limit <= 0)
        {
            return null;
        }

        // Deflate makes at most 1032 bytes of one.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, (1032L * (data.Length - nul)) + 64));
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(data, nul + 2, data.Length - nul - 2), CompressionMode.Decompress);
            var length = zlib.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length < buffer.Length ? buffer[..length] : null;
        }
        catch (InvalidDataException)
        {
            // What cannot be inflated is told as a whole, without a text.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
