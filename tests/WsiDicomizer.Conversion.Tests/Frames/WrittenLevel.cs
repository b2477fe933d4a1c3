using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>A level as it was written, read back.</summary>
internal sealed record WrittenLevel(DicomDataset Dataset, DicomTransferSyntax TransferSyntax, IReadOnlyList<byte[]> Frames, ConversionResult Result)
{
    public static WrittenLevel Open(string path, ConversionResult result)
    {
        using var file = DicomFile.Open(path);
        var pixels = DicomPixelData.Create(file.Dataset);
        return new WrittenLevel(
            file.Dataset,
            file.FileMetaInfo.TransferSyntax,
            [.. Enumerable.Range(0, pixels.NumberOfFrames).Select(frame =>
            {
                var source = pixels.GetFrame(frame);
                var bytes = new byte[source.Length];
                source.Read(0, bytes);
                return bytes;
            })],
            result);
    }
}
