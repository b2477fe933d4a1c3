using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Verification.Tests.Support;

namespace WsiDicomizer.Verification.Tests.Conformance.Planted;

/// <summary>Faults that rules of tiles, geometry, optical paths and series find.</summary>
internal static class SlideFaults
{
    private const string Second = "volume-1.dcm";
    private const string PositionOf2 = "PerFrameFunctionalGroupsSequence[2].PlanePositionSlideSequence";

    public static readonly PlantedFault[] All =
    [
        new("WSI1501", "NumberOfFrames", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.TotalPixelMatrixColumns, 193)),
        new("WSI1502", "TilesOverlap", slide => slide.Volume0.Dataset.Add(DicomTag.TilesOverlap, "SOME")),
        new("WSI1503", "DimensionIndexSequence[1].DimensionOrganizationUID", slide =>
        {
            slide.MakeSparse();
            slide.Volume0.Item(DicomTag.DimensionIndexSequence).AddOrUpdate(DicomTag.DimensionOrganizationUID, "2.25.5");
        }),
        new("WSI1504", "PerFrameFunctionalGroupsSequence", slide =>
        {
            slide.MakeSparse();
            slide.Volume0.Dataset.GetSequence(DicomTag.PerFrameFunctionalGroupsSequence).Items.RemoveAt(5);
        }),
        new("WSI1505", "PerFrameFunctionalGroupsSequence[3].OpticalPathIdentificationSequence", slide =>
        {
            slide.MakeSparse();
            slide.Frame(3).Add(
                DicomTag.OpticalPathIdentificationSequence, new DicomDataset { { DicomTag.OpticalPathIdentifier, "1" } });
        }),
        new("WSI1506", "SharedFunctionalGroupsSequence[1].PixelMeasuresSequence", slide =>
            slide.Volume0.Item(DicomTag.SharedFunctionalGroupsSequence).Remove(DicomTag.PixelMeasuresSequence)),
        new("WSI1507", PositionOf2, slide =>
        {
            slide.MakeSparse();
            slide.Frame(2).Remove(DicomTag.PlanePositionSlideSequence);
        }),
        new("WSI1508", PositionOf2, slide => Move(slide, 181)),
        new("WSI1509", PositionOf2, slide => Move(slide, 1)),
        new("WSI1510", "SharedFunctionalGroupsSequence[1].OpticalPathIdentificationSequence", slide =>
            slide.Volume0.SharedGroup(DicomTag.OpticalPathIdentificationSequence).AddOrUpdate(DicomTag.OpticalPathIdentifier, "2")),
        new("WSI1511", "PerFrameFunctionalGroupsSequence[2].FrameContentSequence", slide =>
        {
            slide.MakeSparse();
            slide.Frame(2).GetSequence(DicomTag.FrameContentSequence).Items[0].AddOrUpdate(DicomTag.DimensionIndexValues, 1);
        }),
        new("WSI1512", "InConcatenationTotalNumber", slide =>
        {
            slide.Concatenate();
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.InConcatenationTotalNumber, 1);
        }),

        new("WSI1601", "ImagedVolumeWidth", slide => slide.Volume0.SharedGroup(DicomTag.PixelMeasuresSequence)
            .AddOrUpdate(DicomTag.PixelSpacing, 0.0005, 0.00051)),
        new("WSI1602", "ImageOrientationSlide", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.ImageOrientationSlide, 1, 0, 0, 1, 0, 0)),
        new("WSI1603", "PositionReferenceIndicator", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.PositionReferenceIndicator, "TABLE")),
        new("WSI1604", "label.dcm", "PyramidUID", slide => slide.Label.Dataset.Add(DicomTag.PyramidUID, "2.25.104")),
        new("WSI1605", "ImagedVolumeDepth", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.ImagedVolumeDepth, 0.004f)),
        new("WSI1611", Second, "ImagedVolumeWidth", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.ImagedVolumeWidth, 0.1f)),
        new("WSI1612", "thumbnail.dcm", "TotalPixelMatrixOriginSequence", slide => slide.Thumbnail
            .Item(DicomTag.TotalPixelMatrixOriginSequence).AddOrUpdate(DicomTag.YOffsetInSlideCoordinateSystem, 1.5)),
        new("WSI1613", Second, "ImageOrientationSlide", slide =>
            slide.Volume1.Dataset.AddOrUpdate(DicomTag.ImageOrientationSlide, 1, 0, 0, 0, 1, 0)),
        new("WSI1614", Second, "FrameOfReferenceUID", slide =>
            slide.Volume1.Dataset.AddOrUpdate(DicomTag.FrameOfReferenceUID, "2.25.6")),
        new("WSI1615", Second, "PyramidUID", slide => slide.Volume1.Dataset.Remove(DicomTag.PyramidUID)),
        new("WSI1616", Second, "Columns", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.Columns, 72)),
        new("WSI1617", Second, "TotalPixelMatrixRows", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.TotalPixelMatrixRows, 50)),

        new("WSI1801", "OpticalPathSequence[2].OpticalPathIdentifier", slide =>
            slide.Volume0.Dataset.GetSequence(DicomTag.OpticalPathSequence).Items.Add(
                slide.Volume0.Item(DicomTag.OpticalPathSequence).Clone())),
        new("WSI1802", "NumberOfOpticalPaths", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.NumberOfOpticalPaths, 2)),
        new("WSI1803", "OpticalPathSequence[1].ICCProfile", slide => ChangeProfile(slide, profile => profile[36] = (byte)'b')),
        new("WSI1804", "OpticalPathSequence[1].ICCProfile", slide => ChangeProfile(slide, profile => "mntr"u8.CopyTo(profile.AsSpan(12)))),
        new("WSI1805", "OpticalPathSequence[1].ICCProfile", slide => ChangeProfile(slide, profile => "CMYK"u8.CopyTo(profile.AsSpan(16)))),

        new("WSI1901", Second, "SOPInstanceUID", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.SOPInstanceUID, "2.25.1")),
        new("WSI1902", Second, "TotalPixelMatrixColumns", slide => Copy(slide, slide.Volume1)),
        new("WSI1903", "label.dcm", "ImageType", slide => Copy(slide, slide.Label)),
        new("WSI1904", Second, "ContainerIdentifier", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.ContainerIdentifier, "C2")),
        new("WSI1905", Second, "PatientID", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.PatientID, "P2")),
        new("WSI1906", Second, "TransferSyntaxUID", slide => slide.Recode(
            DicomTransferSyntax.JPEG2000Lossless,
            "RGB",
            isLossy: false,
            (width, height) => Codestreams.Jpeg2000(width, height, transform: false, reversible: true))),
        new("WSI1907", Second, "SamplesPerPixel", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.SamplesPerPixel, 1)),
        new("WSI1908", Second, "InstanceNumber", slide => slide.Volume1.Dataset.AddOrUpdate(DicomTag.InstanceNumber, 1)),
        new("WSI1909", "InConcatenationNumber", slide =>
        {
            slide.Concatenate();
            slide.Others.Clear();
        }),
        new("WSI1910", "volume-0-2.dcm", "ConcatenationFrameOffsetNumber", slide =>
            slide.Concatenate().Dataset.AddOrUpdate(DicomTag.ConcatenationFrameOffsetNumber, 5)),
        new("WSI1911", "volume-0-2.dcm", "ConcatenationUID", slide =>
            slide.Concatenate().Dataset.AddOrUpdate(DicomTag.SOPInstanceUIDOfConcatenationSource, "2.25.7")),
        new("WSI1912", "NumberOfFrames", slide =>
        {
            var second = slide.Concatenate();
            second.Fragments.RemoveAt(1);
            second.Dataset.AddOrUpdate(DicomTag.NumberOfFrames, 1);
        }),
    ];

    private static void Move(CleanSlide slide, int column)
    {
        slide.MakeSparse();
        slide.Frame(2).GetSequence(DicomTag.PlanePositionSlideSequence).Items[0]
            .AddOrUpdate(DicomTag.ColumnPositionInTotalImagePixelMatrix, column);
    }

    private static void ChangeProfile(CleanSlide slide, Action<byte[]> change)
    {
        var profile = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        change(profile);
        slide.Volume0.Item(DicomTag.OpticalPathSequence).AddOrUpdate(new DicomOtherByte(DicomTag.ICCProfile, profile));
    }

    private static void Copy(CleanSlide slide, TestInstance instance)
    {
        var dataset = instance.Dataset.Clone();
        dataset.AddOrUpdate(DicomTag.SOPInstanceUID, "2.25.8");
        dataset.AddOrUpdate(DicomTag.InstanceNumber, 8);
        slide.Others.Add(new TestInstance("copy.dcm", dataset, instance.Syntax, [.. instance.Fragments]));
    }
}
