namespace WsiDicomizer.Dicom.Tests;

/// <summary>Files that end too early: refused, or everything before is kept where that was asked for.</summary>
public sealed class TruncatedFileTests
{
    private static readonly byte[] Whole = RawDicom.File(
        RawDicom.JpegUid,
        RawDicom.Explicit(DicomTag.PatientID, "LO", "SECRET"),
        RawDicom.Explicit(
            DicomTag.SpecimenDescriptionSequence,
            "SQ",
            RawDicom.Join(
                RawDicom.Item(RawDicom.Explicit(DicomTag.SpecimenIdentifier, "LO", "SECRET")),
                RawDicom.Item(RawDicom.Explicit(DicomTag.SpecimenIdentifier, "LO", "SECRET"), undefined: true))),
        RawDicom.Explicit(
            DicomTag.PixelData,
            "OB",
            RawDicom.Join(
                RawDicom.Item([]), RawDicom.Item([1, 2, 3, 4]), RawDicom.Item([5, 6, 7, 8]), RawDicom.SequenceDelimiter),
            RawDicom.Undefined));

    [Fact]
    public void Open_CutAnywhere_KeepsWhatIsCompleteAndSaysSo()
    {
        var options = new DicomReadOptions { AllowTruncated = true };
        var bodyStart = 144 + Whole[140];
        var counts = new List<int>();
        for (var length = bodyStart; length < Whole.Length; length++)
        {
            var (codes, count, value) = TestFiles.Read(Whole[..length], file => (
                file.Diagnostics.Select(found => found.Code).ToArray(),
                Count(file.Dataset),
                file.Dataset.GetSingleValueOrDefault(DicomTag.PatientID, "none")), options);

            // Between two elements of the data set nothing shows that more was there.
            var isBetween = length == bodyStart || length == bodyStart + 14 || length == Whole.Length - 52;
            Assert.True(isBetween ? codes.Length == 0 : codes is ["DCM1113"] or ["DCM1110"], $"{length}: {string.Join(' ', codes)}");
            Assert.Equal(length >= bodyStart + 14 ? "SECRET" : "none", value);
            counts.Add(count);
        }

        Assert.Equal(counts.Order(), counts);
        Assert.Equal(6, counts[^1]);
    }

    [Fact]
    public void Open_CutAnywhere_IsRefusedByDefault()
    {
        var bodyStart = 144 + Whole[140];
        for (var length = bodyStart + 1; length < Whole.Length; length++)
        {
            if (length == bodyStart + 14 || length == Whole.Length - 52)
            {
                continue;
            }

            var bytes = Whole[..length];

            // A missing delimiter at the end of the pixel data is the one thing that a cut and a writer's fault share.
            if (length == Whole.Length - 8 || length == Whole.Length - 20 || length == Whole.Length - 32)
            {
                Assert.Equal("DCM1110", TestFiles.Read(bytes, file => file.Diagnostics.Single().Code));
                continue;
            }

            Assert.Throws<DicomFileException>(() => TestFiles.Read(bytes, file => file.Dataset.Count));
        }
    }

    // Elements, items and fragments.
    private static int Count(DicomDataset dataset) => dataset.Sum(item => 1 + item switch
    {
        DicomSequence sequence => sequence.Items.Sum(Count),
        DicomFragmentSequence pixels => pixels.Fragments.Count - 1,
        _ => 0,
    });
}
