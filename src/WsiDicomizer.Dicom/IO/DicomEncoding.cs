using System.Text;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Character sets of data sets (PS3.3 C.12.1.1.2).</summary>
/// <remarks>Default repertoire, ISO_IR 100 (Latin-1) and ISO_IR 192 (UTF-8); others are refused with their name.</remarks>
public static class DicomEncoding
{
    /// <summary>The Defined Term for UTF-8.</summary>
    public const string Utf8Term = "ISO_IR 192";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Encoding StrictAscii =
        Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);

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
            "ISO_IR 100" => Encoding.Latin1,
            Utf8Term => Utf8,
            _ => throw new DicomDataException(
                "this character set is not supported: expected none, ISO_IR 100 or ISO_IR 192", DicomTag.SpecificCharacterSet),
        };
    }
}
