using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Fuzz.Seeds;

namespace WsiDicomizer.Fuzz.Hostile;

/// <summary>Deflated data sets that grow beyond measure are refused by the limits' names, before they are in memory.</summary>
public sealed class DeflateTests : IDisposable
{
    private readonly ScratchFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Open_ADatasetThatGrows1000Times_IsRefusedByMaximumInflationRatio()
    {
        var path = WriteBomb(200 << 20);

        Refusal.Of<DicomException>("MaximumInflationRatio = 200", () => DicomFile.Open(path), MaxGrown);
    }

    [Fact]
    public void Open_ADatasetLongerThanTheLimit_IsRefusedByMaximumInflatedBytes()
    {
        var path = WriteBomb(200 << 20);
        var limits = new DicomReaderLimits { MaximumInflatedBytes = 4 << 20, MaximumInflationRatio = 10_000 };

        Refusal.Of<DicomException>("MaximumInflatedBytes = 4194304", () => DicomFile.Open(path, limits));
    }

    [Fact]
    public void Open_WithinTheLimits_IsRead()
    {
        using var file = DicomFile.Open(WriteBomb(1 << 20));

        Assert.Equal(1 << 20, file.Dataset.GetDicomItem<DicomOtherByte>(DicomTag.PixelData).Source.Length);
    }

    // The ratio counts from 16 MiB on; a buffer that doubles holds up to four times that until then.
    private static long MaxGrown => (200 << 10) + (200L << 17);

    private string WriteBomb(int length) => _file.Write(DicomFiles.File(
        DicomTransferSyntax.DeflatedExplicitVRLittleEndian,
        DicomFiles.Encode(
            new DicomDataset([new DicomOtherByte(DicomTag.PixelData, new byte[length])]),
            DicomTransferSyntax.DeflatedExplicitVRLittleEndian)));
}
