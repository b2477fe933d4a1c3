using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Texts;

/// <summary>Neutral bytes for values that stand in an XML: whatever was well-formed still is.</summary>
/// <remarks>
/// Lists of items in quotes keep their quotes, written as characters or as <c>&amp;quot;</c>, and each item is replaced by
/// itself; other references to characters become X as the rest does. No byte that XML forbids comes out. Source: XML 1.0,
/// sections 2.2, 2.4 and 4.1.
/// </remarks>
internal static class XmlNeutralValue
{
    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private static ReadOnlySpan<byte> QuoteEntity => "&quot;"u8;

    /// <summary>Makes the bytes for a value.</summary>
    /// <param name="stored">The value as it stands in the XML.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="value">The value as decoded; null where there is none.</param>
    /// <returns>As many bytes.</returns>
    public static byte[] Create(ReadOnlySpan<byte> stored, IdentityKind kind, string? value)
    {
        var text = stored.Trim(Blanks);
        if (QuoteLength(text) == 0)
        {
            return CreateItem(stored, kind, value);
        }

        var neutral = stored.ToArray();
        for (var at = 0; at < stored.Length;)
        {
            var quote = QuoteLength(stored[at..]);
            if (quote > 0)
            {
                at += quote;
                continue;
            }

            var length = 1;
            while (at + length < stored.Length && QuoteLength(stored[(at + length)..]) == 0)
            {
                length++;
            }

            CreateItem(stored.Slice(at, length), kind, null).CopyTo(neutral, at);
            at += length;
        }

        return neutral;
    }

    private static byte[] CreateItem(ReadOnlySpan<byte> stored, IdentityKind kind, string? value)
    {
        // What is no plain text, or has references to characters, is X through and through: half of one is not well-formed.
        if (StoredTexts.Detect(stored) == StoredText.Bytes && stored.IndexOf((byte)'&') < 0)
        {
            return NeutralValue.Create(stored, kind, value);
        }

        var neutral = stored.ToArray();
        var start = stored.IndexOfAnyExcept(Blanks);
        if (start >= 0)
        {
            neutral.AsSpan(start..(stored.LastIndexOfAnyExcept(Blanks) + 1)).Fill((byte)'X');
        }

        return neutral;
    }

    private static int QuoteLength(ReadOnlySpan<byte> text) =>
        text.StartsWith("\""u8) ? 1 : text.StartsWith(QuoteEntity) ? QuoteEntity.Length : 0;
}
