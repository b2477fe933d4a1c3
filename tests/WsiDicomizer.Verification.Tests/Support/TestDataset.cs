using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Tests.Support;

/// <summary>The attributes of a clean instance that do not depend on its size.</summary>
internal static class TestDataset
{
    public static DicomDataset Create(int number, string[] type)
    {
        var showsLabel = type[2] is "LABEL" or "OVERVIEW";
        var dataset = new DicomDataset
        {
            { DicomTag.SpecificCharacterSet, "ISO_IR 192" },
            { DicomTag.ImageType, type },
            { DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.77.1.6" },
            { DicomTag.SOPInstanceUID, $"2.25.{number}" },
            { DicomTag.StudyDate, "20200102" },
            { DicomTag.ContentDate, "20200102" },
            { DicomTag.AcquisitionDateTime, "20200102030405" },
            { DicomTag.StudyTime, "030405" },
            { DicomTag.ContentTime, "030405" },
            { DicomTag.AccessionNumber, "A1" },
            { DicomTag.Modality, "SM" },
            { DicomTag.Manufacturer, "Maker" },
            { DicomTag.ReferringPhysicianName, "Nobody" },
            { DicomTag.ManufacturerModelName, "Model" },
            { DicomTag.VolumetricProperties, "VOLUME" },
            { DicomTag.PatientName, "Nemo^N" },
            { DicomTag.PatientID, "P1" },
            { DicomTag.PatientBirthDate, "19000101" },
            { DicomTag.PatientSex, "O" },
            { DicomTag.DeviceSerialNumber, "1" },
            { DicomTag.SoftwareVersions, "1" },
            { DicomTag.StudyInstanceUID, "2.25.100" },
            { DicomTag.SeriesInstanceUID, "2.25.101" },
            { DicomTag.StudyID, "S1" },
            { DicomTag.SeriesNumber, 1 },
            { DicomTag.InstanceNumber, number },
            { DicomTag.FrameOfReferenceUID, "2.25.102" },
            { DicomTag.PositionReferenceIndicator, "SLIDE_CORNER" },
            { DicomTag.DimensionOrganizationSequence, new DicomDataset { { DicomTag.DimensionOrganizationUID, $"2.25.11{number}" } } },
            { DicomTag.DimensionOrganizationType, "TILED_FULL" },
            { DicomTag.SamplesPerPixel, 3 },
            { DicomTag.PhotometricInterpretation, "RGB" },
            { DicomTag.PlanarConfiguration, 0 },
            { DicomTag.BitsAllocated, 8 },
            { DicomTag.BitsStored, 8 },
            { DicomTag.HighBit, 7 },
            { DicomTag.PixelRepresentation, 0 },
            { DicomTag.BurnedInAnnotation, showsLabel ? "YES" : "NO" },
            { DicomTag.ContainerIdentifier, "C1" },
            { DicomTag.IssuerOfTheContainerIdentifierSequence, [] },
            { DicomTag.ContainerTypeCodeSequence, Code("433466003", "SCT", "Microscope slide") },
            { DicomTag.SpecimenDescriptionSequence, new DicomDataset
            {
                { DicomTag.SpecimenIdentifier, "C1" },
                { DicomTag.IssuerOfTheSpecimenIdentifierSequence, [] },
                { DicomTag.SpecimenUID, "2.25.103" },
                { DicomTag.SpecimenPreparationSequence, [] },
            } },
            { DicomTag.AcquisitionContextSequence, [] },
            { DicomTag.TotalPixelMatrixOriginSequence, new DicomDataset
            {
                { DicomTag.XOffsetInSlideCoordinateSystem, 1.0 },
                { DicomTag.YOffsetInSlideCoordinateSystem, 1.0 },
            } },
            { DicomTag.SpecimenLabelInImage, showsLabel ? "YES" : "NO" },
            { DicomTag.FocusMethod, "AUTO" },
            { DicomTag.ExtendedDepthOfField, "NO" },
            { DicomTag.ImageOrientationSlide, 0, -1, 0, -1, 0, 0 },
            { DicomTag.OpticalPathSequence, new DicomDataset
            {
                { DicomTag.OpticalPathIdentifier, "1" },
                { DicomTag.IlluminationTypeCodeSequence, Code("111744", "DCM", "Brightfield illumination") },
                { DicomTag.IlluminationColorCodeSequence, Code("414298005", "SCT", "Full Spectrum") },
            } },
            { DicomTag.NumberOfOpticalPaths, 1 },
            { DicomTag.TotalPixelMatrixFocalPlanes, 1 },
        };
        if (type[2] == "VOLUME")
        {
            dataset.Add(DicomTag.PyramidUID, "2.25.104");
        }

        if (showsLabel)
        {
            dataset.Add<string>(DicomTag.BarcodeValue);
            dataset.Add<string>(DicomTag.LabelText);
        }

        return dataset;
    }

    public static void AddGroups(DicomDataset dataset, string[] type, double rowDistance, double columnDistance) =>
        dataset.Add(DicomTag.SharedFunctionalGroupsSequence, new DicomDataset
        {
            { DicomTag.WholeSlideMicroscopyImageFrameTypeSequence, new DicomDataset { { DicomTag.FrameType, type } } },
            { DicomTag.OpticalPathIdentificationSequence, new DicomDataset { { DicomTag.OpticalPathIdentifier, "1" } } },
            { DicomTag.PixelMeasuresSequence, new DicomDataset
            {
                { DicomTag.PixelSpacing, rowDistance, columnDistance },
                { DicomTag.SliceThickness, 0.004 },
            } },
        });

    private static DicomDataset Code(string value, string scheme, string meaning) => new()
    {
        { DicomTag.CodeValue, value },
        { DicomTag.CodingSchemeDesignator, scheme },
        { DicomTag.CodeMeaning, meaning },
    };
}
