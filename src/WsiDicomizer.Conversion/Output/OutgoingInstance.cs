using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Output;

/// <summary>An instance with its data set as it goes out, behind the one door.</summary>
/// <param name="Plan">The instance.</param>
/// <param name="Dataset">What the engine left of its data set; without pixel data.</param>
/// <param name="Actions">What the engine did.</param>
internal sealed record OutgoingInstance(InstancePlan Plan, DicomDataset Dataset, DeidentificationReport Actions)
{
    private const int PreambleAndGroupLength = 128 + 4 + 12;
    private const int PixelDataHeader = 12;

    /// <summary>The file meta information.</summary>
    public DicomFileMetaInformation Meta => DicomFileMetaInformation.Of(Dataset, Plan.TransferSyntax);

    /// <summary>Everything before the first frame. Cost: the data set is encoded.</summary>
    /// <param name="layout">The frames' places.</param>
    public ReadOnlyMemory<byte> GetHeader(EncapsulatedLayout layout) => DicomFrameFileHeader.GetHeader(Meta, Dataset, layout);

    /// <summary>The length of its file in bytes. Cost: the data set is encoded.</summary>
    public long GetFileLength()
    {
        if (Plan.TransferSyntax.IsEncapsulated)
        {
            var layout = EncapsulatedLayout.Create(Plan.FrameLengths);
            return DicomFrameFileHeader.GetFileLength(GetHeader(layout).Length, layout);
        }

        using var header = new MemoryStream();
        DicomDatasetWriter.Write(header, Meta.ToDataset(), explicitVR: true);
        DicomDatasetWriter.Write(header, Dataset, explicitVR: true);
        var pixels = Plan.FrameLengths.Sum();
        return PreambleAndGroupLength + header.Length + PixelDataHeader + pixels + (pixels & 1);
    }
}
