using System.Text;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Character sets of data sets (PS3.3 C.12.1.1.2).</summary>
/// <remarks>Default repertoire, ISO_IR 100 (Latin-1) and ISO_IR 192 (UTF-8); others are refused with their name.</remarks>
public static class DicomEncoding
{
    /// <summary>The Defined Term for UTF-8.</summary>
    public const string Utf8Term = "ISO_IR 192";

    // Writing a character that the set does not have is an error, never a question mark.
    private static readonly Encoding StrictUtf8 = Strict("utf-8");
    private static readonly Encoding StrictAscii = Strict("us-ascii");

    /// <summary>Latin-1, which refuses other characters: every byte has its character and comes back the same.</summary>
    internal static Encoding StrictLatin1 { get; } = Strict("iso-8859-1");

    /// <summary>The encoding of a data set's text.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="inherited">What the enclosing data set has; it counts where this one says nothing.</param>
    /// <exception cref="DicomDataException">The character set is not supported.</exception>
    public static Encoding Of(DicomDataset dataset, Encoding? inherited = null) =>
        dataset.TryGetValues<string>(DicomTag.SpecificCharacterSet, out var terms)
            ? FromTerms(terms)
            : inherited ?? StrictAscii;

    /// <summary>The encoding of SpecificCharacterSet's values.</summary>
    /// <param name="terms">Its values; none means the default repertoire.</param>
    /// <exception cref="DicomDataException">The character set is not supported.</exception>
    public static Encoding FromTerms(IReadOnlyList<string> terms)
    {
        if (terms.Count > 1)
        {
            throw new DicomDataException("code extensions (several character sets) are not supported", DicomTag.SpecificCharacterSet);
        }

        return (terms.Count == 0 ? string.Empty : terms[0]) switch
        {
            "" or "ISO_IR 6" => StrictAscii,
            "ISO_IR 100" => StrictLatin1,
            Utf8Term => StrictUtf8,
            _ => throw new DicomDataException(
                "this character set is not supported: expected none, ISO_IR 100 or ISO_IR 192", DicomTag.SpecificCharacterSet),
        };
    }

    /// <summary>
    /// How text is read: bytes above 127 without a character set are wrong but common, and as Latin-1 none is lost.
    /// </summary>
    /// <param name="encoding">From <see cref="Of"/>.</param>
    internal static Encoding ForReading(Encoding encoding) => encoding == StrictAscii ? StrictLatin1 : encoding;

    private static Encoding Strict(string name) =>
        Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
}
