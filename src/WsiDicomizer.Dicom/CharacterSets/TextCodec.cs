using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>Turns the bytes of one element's text into characters and back. Immutable and thread-safe.</summary>
internal abstract class TextCodec
{
    /// <summary>Whether the bytes 0x00 to 0x7F are ASCII wherever no escape sequence comes before.</summary>
    public abstract bool StartsAsAscii { get; }

    /// <summary>Decodes the text of an element, all values with their separators.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="vr">Says which characters delimit.</param>
    /// <param name="malformed">Whether bytes were not as the character set wants them.</param>
    public abstract string Decode(ReadOnlySpan<byte> value, DicomVR vr, out bool malformed);

    /// <summary>Encodes the text of an element, all values with their separators.</summary>
    /// <param name="text">The text.</param>
    /// <param name="vr">Says which characters delimit.</param>
    /// <param name="value">The bytes.</param>
    /// <returns>False where a character is not in the character set.</returns>
    public abstract bool TryEncode(string text, DicomVR vr, [NotNullWhen(true)] out byte[]? value);
}
