namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Takes tables out of a JPEG stream that its page has in tag 347, so that the stream is not longer than it was.</summary>
/// <remarks>Source: ITU-T T.81 B.2.4.1, B.2.4.2, B.5; TIFF Technical Note 2.</remarks>
internal static class JpegSharedTables
{
    private const byte Dqt = 0xDB;
    private const byte Dht = 0xC4;
    private const byte Soi = 0xD8;
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;

    /// <summary>The stream without the tables that are the same in both.</summary>
    /// <param name="stream">A well-formed stream, SOI to EOI.</param>
    /// <param name="shared">The page's tables, SOI to EOI; empty where it has none.</param>
    public static byte[] Remove(byte[] stream, ReadOnlySpan<byte> shared)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (marker, payload) in ReadSegments(shared.ToArray()))
        {
            known.UnionWith(SplitTables(marker, payload).Select(table => Key(marker, table)));
        }

        if (known.Count == 0)
        {
            return stream;
        }

        var kept = new List<byte>(stream.Length) { 0xFF, Soi };
        var end = 2;
        foreach (var (marker, payload) in ReadSegments(stream))
        {
            end += 4 + payload.Length;
            var content = marker is Dqt or Dht
                ? [.. SplitTables(marker, payload).Where(table => !known.Contains(Key(marker, table))).SelectMany(table => table)]
                : payload;
            if (marker is not (Dqt or Dht) || content.Length > 0)
            {
                kept.AddRange([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);
            }
        }

        kept.AddRange(stream.AsSpan(end));
        return [.. kept];
    }

    private static string Key(byte marker, byte[] table) => $"{marker:X2}{Convert.ToHexString(table)}";

    // Up to and with the first SOS, or to what is no segment with a length.
    private static IEnumerable<(byte Marker, byte[] Payload)> ReadSegments(byte[] stream)
    {
        for (var at = 2; at + 4 <= stream.Length && stream[at] == 0xFF; )
        {
            var marker = stream[at + 1];
            var length = (stream[at + 2] << 8) | stream[at + 3];
            if (marker is Eoi or Soi || length < 2 || at + 2 + length > stream.Length)
            {
                yield break;
            }

            yield return (marker, stream[(at + 4)..(at + 2 + length)]);
            if (marker == Sos)
            {
                yield break;
            }

            at += 2 + length;
        }
    }

    private static IEnumerable<byte[]> SplitTables(byte marker, byte[] payload)
    {
        for (var at = 0; at < payload.Length;)
        {
            var length = marker switch
            {
                Dqt => 1 + (64 * ((payload[at] >> 4) + 1)),
                Dht when at + 17 <= payload.Length => 17 + payload.AsSpan(at + 1, 16).ToArray().Sum(count => count),
                _ => payload.Length,
            };
            var end = Math.Min(payload.Length, at + length);
            yield return payload[at..end];
            at = end;
        }
    }
}
