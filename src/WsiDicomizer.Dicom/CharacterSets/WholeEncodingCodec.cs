using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>UTF-8, GB18030 and GBK: one encoding without escape sequences (PS3.3 table C.12-5).</summary>
/// <remarks>The second byte of a character may be 0x5C in the Chinese ones: values are separated after decoding.</remarks>
/// <param name="encoding">With a fallback that throws on encoding and replaces on decoding.</param>
/// <param name="excluded">A character which the code page has and the standard has not; NUL for none.</param>
internal sealed class WholeEncodingCodec(Encoding encoding, char excluded = '\0') : TextCodec
{
    private const char Replacement = '\uFFFD';

    // What the code page of GBK makes of the byte 0xFF, which is none of GBK.
    private const char NoLeadByte = '\uF8F5';

    /// <inheritdoc/>
    public override bool StartsAsAscii => true;

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<byte> value, DicomVR vr, out bool malformed)
    {
        var text = encoding.GetString(value);
        malformed = text.Contains(Replacement, StringComparison.Ordinal)
            || (excluded != '\0' && text.AsSpan().IndexOfAny(excluded, NoLeadByte) >= 0);
        return text;
    }

    /// <inheritdoc/>
    public override bool TryEncode(string text, DicomVR vr, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        if (excluded != '\0' && text.AsSpan().IndexOfAny(excluded, NoLeadByte) >= 0)
        {
            return false;
        }

        try
        {
            value = encoding.GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
