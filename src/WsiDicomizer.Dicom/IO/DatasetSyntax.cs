namespace WsiDicomizer.Dicom.IO;

/// <summary>The transfer syntax of a file, and how its data set is really encoded.</summary>
/// <param name="Syntax">From the file meta information; otherwise told from the data set.</param>
/// <param name="Encoding">Of the elements.</param>
internal sealed record DatasetSyntax(DicomTransferSyntax Syntax, DatasetEncoding Encoding)
{
    // A syntax that says implicit big endian and has its pixels in another order than everything else: nothing tells
    // which words are swapped.
    private const string ImplicitBigEndianUid = "1.2.840.113619.5.2";

    /// <summary>Finds the transfer syntax.</summary>
    /// <param name="context">The file.</param>
    /// <param name="group">The file meta information, may be empty.</param>
    /// <param name="start">Where the data set begins.</param>
    /// <exception cref="DicomFileException">It cannot be told, or is known to be unreadable.</exception>
    public static DatasetSyntax Of(ReadContext context, DicomDataset group, long start)
    {
        var file = context.File;
        var guess = file.Length - start >= EncodingGuess.HeaderBytes
            ? EncodingGuess.Of(file.Read(start, EncodingGuess.HeaderBytes, "an element"), file.Length - start)
            : null;
        var uid = group.GetSingleValueOrDefault(DicomTag.TransferSyntaxUID, string.Empty);
        if (uid.Length == 0)
        {
            return ByGuess(context, group, start, guess);
        }

        if (uid == ImplicitBigEndianUid)
        {
            throw context.Damaged("implicit VR big endian (a private transfer syntax) is not supported", start);
        }

        var syntax = DicomTransferSyntax.Lookup(uid);
        if (syntax is null)
        {
            context.Report(
                DicomDiagnosticCodes.UnknownTransferSyntax,
                "the file meta information names no known transfer syntax: read as explicit VR little endian",
                start,
                DicomTag.TransferSyntaxUID);
            syntax = DicomTransferSyntax.Unknown(new DicomUID(uid), encapsulated: true);
        }

        var declared = new DatasetEncoding(syntax.IsExplicitVR, syntax.IsBigEndian);
        if (syntax.IsDeflated || guess is not { } found || found == declared || (!found.IsExplicitVR && !IsImplicit(file, start)))
        {
            return new DatasetSyntax(syntax, declared);
        }

        context.Report(
            DicomDiagnosticCodes.OtherEncoding,
            $"the data set is not encoded as its transfer syntax says: its first element is {Describe(found)}",
            start);
        return new DatasetSyntax(syntax, found);
    }

    /// <summary>Compares the pixel data with the transfer syntax.</summary>
    /// <param name="context">The file.</param>
    /// <param name="dataset">Its data set.</param>
    /// <returns>The transfer syntax; an unknown one says now whether it is encapsulated.</returns>
    public DicomTransferSyntax Check(ReadContext context, DicomDataset dataset)
    {
        if (!dataset.TryGetDicomItem<DicomItem>(DicomTag.PixelData, out var item))
        {
            return Syntax;
        }

        var encapsulated = item is DicomFragmentSequence;
        if (encapsulated == Syntax.IsEncapsulated)
        {
            return Syntax;
        }

        if (DicomTransferSyntax.Lookup(Syntax.UID.UID) is null)
        {
            return DicomTransferSyntax.Unknown(Syntax.UID, encapsulated);
        }

        context.Faults.Report(
            DicomDiagnosticCodes.PixelDataAgainstSyntax,
            encapsulated
                ? "the pixel data is encapsulated: the transfer syntax says native"
                : "the pixel data is native: the transfer syntax says encapsulated",
            tagPath: DicomTag.PixelData.ToString());
        return Syntax;
    }

    private static DatasetSyntax ByGuess(ReadContext context, DicomDataset group, long start, DatasetEncoding? guess)
    {
        if (guess is not { } found)
        {
            throw context.Damaged(
                "the file meta information names no transfer syntax, and the data set's first element does not show one", start);
        }

        // Without any meta information that has been said.
        if (group.Count > 0)
        {
            context.Report(
                DicomDiagnosticCodes.NoTransferSyntax,
                $"the file meta information has no TransferSyntaxUID: the first element is {Describe(found)}",
                start);
        }

        var syntax = found.IsBigEndian ? DicomTransferSyntax.ExplicitVRBigEndian
            : found.IsExplicitVR ? DicomTransferSyntax.ExplicitVRLittleEndian
            : DicomTransferSyntax.ImplicitVRLittleEndian;
        return new DatasetSyntax(syntax, found);
    }

    private static bool IsImplicit(FileWindow file, long start) => EncodingGuess.IsImplicitForCertain(
        file.Read(start, EncodingGuess.HeaderBytes, "an element"), file.Length - start);

    private static string Describe(DatasetEncoding encoding) =>
        $"{(encoding.IsExplicitVR ? "explicit" : "implicit")} VR {(encoding.IsBigEndian ? "big" : "little")} endian";
}
