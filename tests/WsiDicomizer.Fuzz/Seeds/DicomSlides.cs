using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Instances of one small slide: levels and pictures of each compression.</summary>
internal static class DicomSlides
{
    private const int Columns = 12;
    private const int Rows = 9;
    private static readonly byte[] Frame = Enumerable.Range(0, Columns * Rows * 3).Select(index => (byte)(index * 5)).ToArray();

    /// <summary>A level that stands beside the input, larger than those.</summary>
    public static byte[] Base() => Native("VOLUME", DicomTransferSyntax.ExplicitVRLittleEndian, width: 5 * Columns);

    public static IEnumerable<byte[]> All() =>
    [
        Native("VOLUME", DicomTransferSyntax.ExplicitVRLittleEndian),
        Native("LABEL", DicomTransferSyntax.ExplicitVRLittleEndian, Columns),
        Native("OVERVIEW", DicomTransferSyntax.ImplicitVRLittleEndian, Columns),
        Native("THUMBNAIL", DicomTransferSyntax.DeflatedExplicitVRLittleEndian, Columns),
        Encapsulated("LABEL", DicomTransferSyntax.RLELossless, RleFrame.Encode(Frame, Columns, 3)),
        Encapsulated("OVERVIEW", DicomTransferSyntax.JPEGLSLossless, JpegLsStreams.All()[3]),
        Encapsulated("LABEL", DicomTransferSyntax.JPEGLSLossless, JpegLsStreams.All()[1]),
        Encapsulated("VOLUME", DicomTransferSyntax.JPEGLSLossless, JpegLsStreams.All()[3]),
        .. SharedSeeds.Whole("dicom-wsi", 64 << 10),
    ];

    /// <summary>Overviews that can be covered: uncompressed, and JPEG of each colour.</summary>
    public static IEnumerable<byte[]> Overviews() =>
    [
        Native("OVERVIEW", DicomTransferSyntax.ExplicitVRLittleEndian, Columns),
        .. Pictures.Jpegs().Select(frame => Encapsulated("OVERVIEW", DicomTransferSyntax.JPEGProcess1, frame, Pictures.Size)),
    ];

    private static byte[] Native(string role, DicomTransferSyntax syntax, int width = 2 * Columns)
    {
        var frames = width / Columns;
        byte[] pixels = [.. Enumerable.Repeat(Frame, frames).SelectMany(frame => frame)];
        var dataset = new DicomDataset([.. Image(role, width, frames), new DicomOtherByte(DicomTag.PixelData, pixels)]);
        return DicomFiles.File(syntax, DicomFiles.Encode(dataset, syntax));
    }

    private static byte[] Encapsulated(string role, DicomTransferSyntax syntax, byte[] frame, PixelSize? size = null)
    {
        byte[] even = [.. frame, .. new byte[frame.Length & 1]];
        var image = Image(role, Columns, 1);
        if (size is { } known)
        {
            image.AddOrUpdate(DicomTag.Rows, (ushort)known.Height).AddOrUpdate(DicomTag.Columns, (ushort)known.Width);
        }

        var dataset = new DicomDataset(
            [.. image, new DicomFragmentSequence(DicomTag.PixelData, [], [new MemoryByteSource(even)], [0])]);
        return DicomFiles.File(syntax, DicomFiles.Encode(dataset, syntax));
    }

    private static DicomDataset Image(string role, int width, int frames) => DicomFiles.Image(frames)
        .AddOrUpdate(DicomTag.ImageType, "ORIGINAL", "PRIMARY", role, "NONE")
        .AddOrUpdate(DicomTag.SOPInstanceUID, role == "VOLUME" ? $"2.25.1{width}" : "2.25.2")
        .AddOrUpdate(DicomTag.SeriesInstanceUID, "2.25.3")
        .AddOrUpdate(DicomTag.StudyInstanceUID, "2.25.4")
        .AddOrUpdate(DicomTag.DimensionOrganizationType, "TILED_FULL")
        .AddOrUpdate(DicomTag.TotalPixelMatrixColumns, (uint)width)
        .AddOrUpdate(DicomTag.TotalPixelMatrixRows, (uint)Rows)
        .AddOrUpdate(DicomTag.Rows, (ushort)Rows)
        .AddOrUpdate(DicomTag.Columns, (ushort)Columns);
}
