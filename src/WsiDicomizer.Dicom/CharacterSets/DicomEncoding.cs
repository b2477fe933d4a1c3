namespace WsiDicomizer.Dicom;

/// <summary>Which character set a data set's text is in (PS3.3 C.12.1.1.2).</summary>
public static class DicomEncoding
{
    /// <summary>The Defined Term for UTF-8.</summary>
    public const string Utf8Term = "ISO_IR 192";

    /// <summary>The character set of a data set's text.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="inherited">What the enclosing data set has; it counts where this one says nothing.</param>
    /// <exception cref="DicomDataException">The character set is none of PS3.3 C.12.1.1.2.</exception>
    public static DicomCharacterSet Of(DicomDataset dataset, DicomCharacterSet? inherited = null) =>
        dataset.TryGetValues<string>(DicomTag.SpecificCharacterSet, out var terms)
            ? FromTerms(terms)
            : inherited ?? DicomCharacterSet.Default;

    /// <summary>The character set of SpecificCharacterSet's values.</summary>
    /// <param name="terms">Its values; none means the default repertoire.</param>
    /// <exception cref="DicomDataException">A value is no Defined Term, nor a known misspelling of one.</exception>
    public static DicomCharacterSet FromTerms(IReadOnlyList<string> terms) => DicomCharacterSet.FromTerms(terms);
}
