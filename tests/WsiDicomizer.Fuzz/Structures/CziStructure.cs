namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Sizes of CZI segments, offsets of the header, counts and entries of directories.</summary>
internal sealed class CziStructure : IStructure
{
    private const int SegmentHeader = 32;
    private static ReadOnlySpan<byte> Prefix => "ZISRAW"u8;

    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        for (var at = 0; at + SegmentHeader + 80 <= bytes.Length; at += 32)
        {
            // Attached files begin anywhere, but on 32 bytes too: their own header is behind one of 256.
            if (!bytes.AsSpan(at, Prefix.Length).SequenceEqual(Prefix))
            {
                continue;
            }

            yield return Field.Little(at + 16, 8);
            yield return Field.Little(at + 24, 8);
            foreach (var (offset, width) in Places(bytes.AsSpan(at + Prefix.Length, 4)))
            {
                if (at + SegmentHeader + offset + width <= bytes.Length)
                {
                    yield return Field.Little(at + SegmentHeader + offset, width);
                }
            }
        }
    }

    // By the letters behind ZISRAW.
    private static (int Offset, int Width)[] Places(ReadOnlySpan<byte> letters) => letters switch
    {
        [(byte)'F', ..] => [(0, 4), (48, 4), (52, 8), (60, 8), (68, 4), (72, 8)],
        [(byte)'D', ..] => [(0, 4), .. EntryPlaces(128)],
        [(byte)'S', ..] => [(0, 4), (4, 4), (8, 8), .. EntryPlaces(16)],
        [(byte)'M', ..] => [(0, 4), (4, 4)],
        [(byte)'A', (byte)'T', (byte)'T', (byte)'D'] => [(0, 4), (268, 8), (276, 4)],
        _ => [(0, 4)],
    };

    private static (int Offset, int Width)[] EntryPlaces(int entry) =>
    [
        (entry, 2), (entry + 2, 4), (entry + 6, 8), (entry + 14, 4), (entry + 18, 4), (entry + 28, 4), (entry + 32, 4), (entry + 36, 4),
        (entry + 40, 4), (entry + 48, 4), (entry + 52, 4), (entry + 56, 4), (entry + 60, 4), (entry + 68, 4),
    ];
}
