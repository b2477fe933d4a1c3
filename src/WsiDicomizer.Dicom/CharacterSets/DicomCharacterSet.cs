using System.Diagnostics.CodeAnalysis;
using System.Text;
using WsiDicomizer.Dicom.CharacterSets;

namespace WsiDicomizer.Dicom;

/// <summary>A character set of PS3.3 C.12.1.1.2, with or without code extensions. Immutable and thread-safe.</summary>
/// <remarks>
/// Text is the whole text of an element: values separated by backslashes, the parts of a name by <c>^</c> and <c>=</c>.
/// Padding is the caller's matter. A backslash in decoded text of a multi-valued VR is always a separator, whatever
/// bytes the characters beside it have. Sources: PS3.3 tables C.12-2 to C.12-5, PS3.5 6.1.
/// </remarks>
public sealed class DicomCharacterSet
{
    private readonly TextCodec _codec;

    private DicomCharacterSet(IReadOnlyList<string> terms, TextCodec codec, bool isIrregular)
    {
        Terms = terms;
        IsIrregular = isIrregular;
        _codec = codec;
    }

    /// <summary>The default repertoire, ISO-IR 6. Bytes above 127 are read as Latin-1, so that none is lost.</summary>
    public static DicomCharacterSet Default { get; } = new([], new GraphicSetsCodec(GraphicSets.Ascii, null, []), isIrregular: false);

    /// <summary>UTF-8, ISO_IR 192.</summary>
    public static DicomCharacterSet Utf8 { get; } = FromTerms([DicomEncoding.Utf8Term]);

    /// <summary>The values of SpecificCharacterSet as the standard spells them; none for the default repertoire.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>
    /// Whether the values were not as the standard wants them and yet understood: a misspelled term, a term without code
    /// extensions among several, a set that stands alone beside others, an empty value other than the first.
    /// </summary>
    public bool IsIrregular { get; }

    /// <summary>The character set of SpecificCharacterSet's values.</summary>
    /// <param name="terms">Its values; none means the default repertoire, and so does an empty first one.</param>
    /// <exception cref="DicomDataException">A value is no Defined Term, nor a known misspelling of one.</exception>
    public static DicomCharacterSet FromTerms(IReadOnlyList<string> terms)
    {
        var found = new List<CharacterSetTerm>();
        var isIrregular = false;
        for (var index = 0; index < terms.Count; index++)
        {
            if (terms[index].Length == 0 && index > 0)
            {
                isIrregular = true;
                continue;
            }

            var term = Find(terms[index].Length == 0 ? terms.Count == 1 ? "ISO_IR 6" : "ISO 2022 IR 6" : terms[index]);
            isIrregular |= terms[index].Length > 0 && !string.Equals(term.Term, terms[index], StringComparison.Ordinal);
            if (found.Contains(term))
            {
                isIrregular = true;
                continue;
            }

            found.Add(term);
        }

        return found.Count == 0 ? Default : Create(found, isIrregular);
    }

    /// <summary>Decodes the bytes of an element of text.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="vr">Its VR; where no character set applies to it, bytes above 127 are read as Latin-1.</param>
    /// <param name="malformed">
    /// Whether bytes were not as the character set wants them: undeclared high bytes, undefined codes, escape sequences of
    /// sets that are not declared. What cannot be read is U+FFFD.
    /// </param>
    public string Decode(ReadOnlySpan<byte> value, DicomVR vr, out bool malformed)
    {
        var isAscii = Ascii.IsValid(value);
        if (!vr.UsesCharacterSet || (isAscii && _codec.StartsAsAscii && !value.Contains((byte)0x1B)))
        {
            malformed = !isAscii;
            return Encoding.Latin1.GetString(value);
        }

        return _codec.Decode(value, vr, out malformed);
    }

    /// <summary>Encodes the text of an element.</summary>
    /// <param name="text">All values with their separators, without padding.</param>
    /// <param name="vr">Its VR; where no character set applies to it, it is written as Latin-1.</param>
    /// <param name="value">The bytes, not padded.</param>
    /// <returns>False where a character is in none of the sets.</returns>
    public bool TryEncode(string text, DicomVR vr, [NotNullWhen(true)] out byte[]? value)
    {
        if (vr.UsesCharacterSet
            && !(_codec.StartsAsAscii && Ascii.IsValid(text) && !text.Contains('\u001B', StringComparison.Ordinal)))
        {
            return _codec.TryEncode(text, vr, out value);
        }

        value = text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF') ? null : Encoding.Latin1.GetBytes(text);
        return value is not null;
    }

    /// <summary>Encodes the text of an element.</summary>
    /// <param name="text">All values with their separators, without padding.</param>
    /// <param name="vr">Its VR; where no character set applies to it, it is written as Latin-1.</param>
    /// <returns>The bytes, not padded.</returns>
    /// <exception cref="DicomDataException">A character is in none of the sets; it is never replaced by another.</exception>
    public byte[] Encode(string text, DicomVR vr) =>
        TryEncode(text, vr, out var value)
            ? value
            : throw new DicomDataException("a character is not in the data set's character set");

    private static CharacterSetTerm Find(string term) => CharacterSetTerm.Find(term) ?? throw new DicomDataException(
        "this character set is not supported: expected Defined Terms of PS3.3 C.12.1.1.2", DicomTag.SpecificCharacterSet);

    private static DicomCharacterSet Create(List<CharacterSetTerm> terms, bool isIrregular)
    {
        var first = terms[0];
        if (first.Whole is { } whole)
        {
            return new DicomCharacterSet([first.Term], whole, isIrregular || terms.Count > 1);
        }

        // UTF-8 and its like allow no code extensions (PS3.3 C.12.1.1.2): beside others they cannot be reached.
        isIrregular |= terms.RemoveAll(term => term.Whole is not null) > 0;
        var hasExtensions = first.IsExtension || terms.Count > 1;
        isIrregular |= hasExtensions && terms.Any(term => !term.IsExtension);

        // A value 1 of two bytes is against the standard and occurs alone: its G1 is in use at once, as its writers mean.
        var g0 = first.G0 is { IsTwoByte: false } set ? set : GraphicSets.Ascii;
        isIrregular |= g0 != first.G0;
        GraphicSet?[] sets = hasExtensions ? [.. terms.SelectMany(term => new[] { term.G0, term.G1 })] : [];
        return new DicomCharacterSet(
            [.. terms.Select(term => term.Term)],
            new GraphicSetsCodec(g0, first.G1, [.. sets.OfType<GraphicSet>().Distinct()]),
            isIrregular);
    }
}
