using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>Character sets of one byte, alone or with the code extensions of ISO 2022 (PS3.5 6.1.2.4, 6.1.2.5).</summary>
/// <param name="g0">What is designated as G0 at the start: the G0 set of value 1.</param>
/// <param name="g1">What is designated as G1 at the start; null where value 1 has none.</param>
/// <param name="declared">All sets that may be designated, in the order of the values; empty without code extensions.</param>
internal sealed class GraphicSetsCodec(GraphicSet g0, GraphicSet? g1, IReadOnlyList<GraphicSet> declared) : TextCodec
{
    /// <inheritdoc/>
    public override bool StartsAsAscii => g0 == GraphicSets.Ascii;

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<byte> value, DicomVR vr, out bool malformed)
    {
        var decoder = new GraphicSetsDecoder(value, vr, g0, g1, declared);
        var text = decoder.Decode();
        malformed = decoder.IsMalformed;
        return text;
    }

    /// <inheritdoc/>
    public override bool TryEncode(string text, DicomVR vr, [NotNullWhen(true)] out byte[]? value) =>
        new GraphicSetsEncoder(vr, g0, g1, declared).TryEncode(text, out value);

    /// <summary>Whether the initial sets are in use again from this character on (PS3.5 6.1.2.5.3).</summary>
    /// <param name="character">A character of one byte: a control character or one that separates.</param>
    /// <param name="vr">Backslashes separate values in some VRs, circumflex and equals sign the parts of PN.</param>
    internal static bool IsDelimiter(int character, DicomVR vr) => character switch
    {
        < 0x20 => true,
        '\\' => vr.IsMultiValued,
        '^' or '=' => vr == DicomVR.PN,
        _ => false,
    };
}
