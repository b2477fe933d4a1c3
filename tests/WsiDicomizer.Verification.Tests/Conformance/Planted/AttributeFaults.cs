using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Tests.Support;

namespace WsiDicomizer.Verification.Tests.Conformance.Planted;

/// <summary>Faults that rules of the groups "Attributes" and "Identity of the image" find.</summary>
internal static class AttributeFaults
{
    private const string FrameTypePlace = "SharedFunctionalGroupsSequence[1].WholeSlideMicroscopyImageFrameTypeSequence[1].FrameType";

    public static readonly PlantedFault[] All =
    [
        new("WSI1101", "FocusMethod", slide => slide.Volume0.Dataset.Remove(DicomTag.FocusMethod)),
        new("WSI1101", "FocusMethod", slide => slide.Volume0.Dataset.AddOrUpdate<string>(DicomTag.FocusMethod)),
        new("WSI1101", "OpticalPathSequence[1].IlluminationTypeCodeSequence[1].CodeMeaning", slide =>
            slide.Volume0.Item(DicomTag.OpticalPathSequence).GetSequence(DicomTag.IlluminationTypeCodeSequence)
                .Items[0].Remove(DicomTag.CodeMeaning)),
        new("WSI1101", FrameTypePlace, slide =>
            slide.Volume0.SharedGroup(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence).Remove(DicomTag.FrameType)),
        new("WSI1101", "PerFrameFunctionalGroupsSequence[2].PlanePositionSlideSequence[1].RowPositionInTotalImagePixelMatrix", slide =>
        {
            slide.MakeSparse();
            slide.Frame(2).GetSequence(DicomTag.PlanePositionSlideSequence).Items[0]
                .Remove(DicomTag.RowPositionInTotalImagePixelMatrix);
        }),
        new("WSI1102", "PatientName", slide => slide.Volume0.Dataset.Remove(DicomTag.PatientName)),
        new("WSI1102", "SpecimenDescriptionSequence[1].SpecimenPreparationSequence", slide =>
            slide.Volume0.Item(DicomTag.SpecimenDescriptionSequence).Remove(DicomTag.SpecimenPreparationSequence)),
        new("WSI1103", "OpticalPathSequence[1].ICCProfile", slide =>
            slide.Volume0.Item(DicomTag.OpticalPathSequence).Remove(DicomTag.ICCProfile)),
        new("WSI1103", "NumberOfOpticalPaths", slide => slide.Volume0.Dataset.Remove(DicomTag.NumberOfOpticalPaths)),
        new("WSI1103", "DeidentificationMethod", slide => slide.Volume0.Dataset.Add(DicomTag.PatientIdentityRemoved, "YES")),
        new("WSI1104", "PresentationLUTShape", slide => slide.Volume0.Dataset.Add(DicomTag.PresentationLUTShape, "IDENTITY")),
        new("WSI1104", "LossyImageCompressionRatio", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.LossyImageCompression, "00")),
        new("WSI1105", "SharedFunctionalGroupsSequence", slide =>
            slide.Volume0.Dataset.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items.Add(new DicomDataset())),
        new("WSI1106", "VolumetricProperties", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.VolumetricProperties, "FLAT")),
        new("WSI1106", "BitsAllocated", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.BitsAllocated, 32)),
        new("WSI1107", "LossyImageCompressionMethod", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.LossyImageCompressionMethod, "ISO_10918_9")),
        new("WSI1108", "ImagedVolumeDepth", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.ImagedVolumeDepth, 0f)),
        new("WSI1109", "ImageOrientationSlide", slide =>
            slide.Volume0.Dataset.AddOrUpdate(DicomTag.ImageOrientationSlide, 0, -1, 0)),
        new("WSI1109", "StudyID", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.StudyID, "1", "2")),
        new("WSI1110", "StudyDate", slide => slide.All.ToList().ForEach(
            instance => instance.Dataset.AddOrUpdate(DicomTag.StudyDate, "20200230"))),
        new("WSI1110", "AccessionNumber", slide => slide.All.ToList().ForEach(
            instance => instance.Dataset.AddOrUpdate(DicomTag.AccessionNumber, "seventeen letters"))),
        new("WSI1110", "StudyTime", slide => slide.All.ToList().ForEach(
            instance => instance.Dataset.AddOrUpdate(DicomTag.StudyTime, "250000"))),
        new("WSI1110", "AcquisitionDateTime", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.AcquisitionDateTime, "2020-01-02")),
        new("WSI1110", "FocusMethod", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.FocusMethod, "auto")),
        new("WSI1110", "SpecimenDescriptionSequence[1].SpecimenUID", slide =>
            slide.Volume0.Item(DicomTag.SpecimenDescriptionSequence).AddOrUpdate(DicomTag.SpecimenUID, "2.25.01")),
        new("WSI1110", "SharedFunctionalGroupsSequence[1].PixelMeasuresSequence[1].SliceThickness", slide =>
            slide.Volume0.SharedGroup(DicomTag.PixelMeasuresSequence).AddOrUpdate(DicomTag.SliceThickness, "0,004")),
        new("WSI1111", "StudyID", slide => slide.All.ToList().ForEach(
            instance => instance.Dataset.AddOrUpdate(new DicomLongString(DicomTag.StudyID, "S1")))),
        new("WSI1112", "(0009,1001)", slide => slide.Volume0.Dataset.Add(new DicomLongString(new DicomTag(9, 0x1001), "x"))),
        new("WSI1113", "(0008,FF01)", slide => slide.Volume0.Dataset.Add(new DicomLongString(new DicomTag(8, 0xFF01), "x"))),

        new("WSI1201", "ImageType", slide => SetType(slide, "ORIGINAL", "PRIMARY", "VOLUME")),
        new("WSI1202", "ImageType", slide => SetType(slide, "COPIED", "PRIMARY", "VOLUME", "NONE")),
        new("WSI1202", "ImageType", slide => SetType(slide, "ORIGINAL", "SECONDARY", "VOLUME", "NONE")),
        new("WSI1203", "ImageType", slide => SetType(slide, "ORIGINAL", "PRIMARY", "LOCALIZER", "NONE")),
        new("WSI1203", "ImageType", slide => SetType(slide, "ORIGINAL", "PRIMARY", "VOLUME", "SAMPLED")),
        new("WSI1204", FrameTypePlace, slide => slide.Volume0.SharedGroup(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence)
            .AddOrUpdate(DicomTag.FrameType, "DERIVED", "PRIMARY", "VOLUME", "NONE")),
        new("WSI1205", "SpecimenLabelInImage", slide => slide.Volume0.Dataset.AddOrUpdate(DicomTag.SpecimenLabelInImage, "YES")),
        new("WSI1205", "label.dcm", "SpecimenLabelInImage", slide =>
            slide.Label.Dataset.AddOrUpdate(DicomTag.SpecimenLabelInImage, "NO")),
        new("WSI1206", "label.dcm", "BurnedInAnnotation", slide =>
            slide.Label.Dataset.AddOrUpdate(DicomTag.BurnedInAnnotation, "NO")),
        new("WSI1207", "LabelText", slide => slide.Volume0.Dataset
            .Add<string>(DicomTag.LabelText).Add<string>(DicomTag.BarcodeValue)),
        new("WSI1208", "label.dcm", "NumberOfFrames", slide => slide.Label.Dataset.AddOrUpdate(DicomTag.NumberOfFrames, 2)),
    ];

    private static void SetType(CleanSlide slide, params string[] type)
    {
        slide.Volume0.Dataset.AddOrUpdate(DicomTag.ImageType, type);
        slide.Volume0.SharedGroup(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence).AddOrUpdate(DicomTag.FrameType, type);
    }
}
