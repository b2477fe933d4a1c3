using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Tests.Support;

namespace WsiDicomizer.Verification.Tests.Conformance.Planted;

/// <summary>Faults that rules of the groups "Pixel description", "Lossy history" and "Readers" find.</summary>
internal static class PixelFaults
{
    private static readonly byte[] Rgb = [.. "RGB"u8];
    private static readonly byte[] YCbCr = [1, 2, 3];

    public static readonly PlantedFault[] All =
    [
        new("WSI1301", "SamplesPerPixel", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.SamplesPerPixel, 1)),
        new("WSI1302", "HighBit", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.HighBit, 15)),
        new("WSI1302", "BitsStored", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.BitsStored, 16)),
        new("WSI1303", "PhotometricInterpretation", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "YBR_ICT")),
        new("WSI1304", "frame 2", slide => slide.Volume0.Fragments[1] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 2, 0xFF, 0xD9]),
        new("WSI1305", "frame 6", slide => slide.Volume0.Fragments[5] = Codestreams.RgbJpeg(64, 56)),
        new("WSI1306", "frame 6", slide => slide.Volume0.Fragments[5] = Codestreams.Jpeg(64, 64, [1])),
        new("WSI1307", "frame 1", slide => slide.Volume0.Fragments[0] = Codestreams.Jpeg(64, 64, Rgb, 0xC1, 12, adobe: 0)),
        new("WSI1308", "frame 1", slide => slide.Volume0.Fragments[0] = Codestreams.Jpeg(64, 64, Rgb, 0xC2, adobe: 0)),
        new("WSI1309", "frame 4", slide => slide.Volume0.Fragments[3] = Codestreams.Jpeg(64, 64, YCbCr, adobe: 1)),
        new("WSI1309", "frame 1", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "YBR_FULL_422")),
        new("WSI1310", "frame 4", slide => slide.Volume0.Fragments[3] = Codestreams.Jpeg(64, 64, Rgb, sampling: 0x22, adobe: 0)),
        new("WSI1311", "frame 1", slide => Lossless2000(slide, "YBR_RCT", transform: false)),
        new("WSI1311", "frame 1", slide => Lossless2000(slide, "RGB", transform: true)),
        new("WSI1311", "frame 1", slide => slide.Recode(DicomTransferSyntax.JPEG2000Lossy, "YBR_ICT", isLossy: false,
            (width, height) => Codestreams.Jpeg2000(width, height, transform: true, reversible: true))),
        new("WSI1311", "frame 1", slide => slide.Recode(DicomTransferSyntax.JPEG2000Lossy, "YBR_RCT", isLossy: true,
            (width, height) => Codestreams.Jpeg2000(width, height, transform: true, reversible: false))),
        new("WSI1312", "frame 5", slide =>
        {
            Lossless2000(slide, "RGB", transform: false);
            slide.Volume0.Fragments[4] = Codestreams.Jpeg2000(64, 64, transform: false, reversible: false);
        }),
        new("WSI1313", "frame 1", slide => slide.Recode(DicomTransferSyntax.JPEGLSLossless, "RGB", isLossy: false,
            (width, height) => Codestreams.JpegLs(width, height, near: 2))),
        new("WSI1314", "frame 1", slide => slide.Recode(DicomTransferSyntax.JPEG2000Lossless, "RGB", isLossy: false,
            (width, height) => Codestreams.Jpeg2000(width, height, transform: false, reversible: true, highThroughput: true))),
        new("WSI1315", "frame 2", slide =>
        {
            slide.Recode(DicomTransferSyntax.RLELossless, "RGB", isLossy: false, static (_, _) => Codestreams.Rle(3));
            slide.Volume0.Fragments[1] = Codestreams.Rle(1);
        }),

        new("WSI1701", "LossyImageCompression", slide => CleanSlide.SetLoss(slide.Volume0.Dataset, isLossy: false, string.Empty)),
        new("WSI1702", "frame 1", slide => slide.Recode(DicomTransferSyntax.JPEG2000Lossy, "RGB", isLossy: false,
            (width, height) => Codestreams.Jpeg2000(width, height, transform: false, reversible: false))),
        new("WSI1703", "LossyImageCompressionMethod", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.LossyImageCompressionRatio, "10", "20")),
        new("WSI1704", "LossyImageCompressionMethod", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.LossyImageCompressionMethod, "ISO_15444_1")),
        new("WSI1705", "LossyImageCompressionRatio", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.LossyImageCompressionRatio, "0.1")),

        new("WSI2001", "ImageType", slide =>
        {
            string[] type = ["ORIGINAL", "PRIMARY", "VOLUME", "RESAMPLED"];
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.ImageType, type);
            slide.Volume0.SharedGroup(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence).AddOrUpdate(DicomTag.FrameType, type);
        }),
        new("WSI2002", "PhotometricInterpretation", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "YBR_FULL")),
        new("WSI2003", "TransferSyntaxUID", slide => slide.Recode(DicomTransferSyntax.JPEGLSLossless, "RGB", isLossy: false,
            (width, height) => Codestreams.JpegLs(width, height, near: 0))),
        new("WSI2004", "offset table", slide => slide.Volume0.HasExtendedTable = true),
        new("WSI2005", "offset table", slide => slide.Volume0.BasicOffsetTable = []),
        new("WSI2006", "pixel data", slide =>
        {
            var whole = slide.Volume0.Fragments[5];
            slide.Volume0.Fragments[5] = whole[..20];
            slide.Volume0.Fragments.Add(whole[20..]);
            var table = new uint[6];
            for (var frame = 1; frame < 6; frame++)
            {
                table[frame] = table[frame - 1] + 8 + (uint)((slide.Volume0.Fragments[frame - 1].Length + 1) & ~1);
            }

            slide.Volume0.BasicOffsetTable = table;
        }),
        new("WSI2007", "frame 1", slide => slide.Volume0.Fragments[0] = Codestreams.Jpeg(64, 64, YCbCr)),
        new("WSI2009", "DimensionOrganizationType", slide => slide.MakeSparse()),
        new("WSI2010", "TotalPixelMatrixOriginSequence", slide =>
            slide.Volume0.Item(DicomTag.TotalPixelMatrixOriginSequence).AddOrUpdate(DicomTag.XOffsetInSlideCoordinateSystem, -1.0)),
        new("WSI2011", "TotalPixelMatrixFocalPlanes", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.TotalPixelMatrixFocalPlanes, 2)),
        new("WSI2012", "PhotometricInterpretation", slide => Lossless2000(slide, "YBR_FULL", transform: false)),
    ];

    private static void Lossless2000(CleanSlide slide, string photometric, bool transform) => slide.Recode(
        DicomTransferSyntax.JPEG2000Lossless,
        photometric,
        isLossy: false,
        (width, height) => Codestreams.Jpeg2000(width, height, transform, reversible: true));
}
