using WsiDicomizer.Slides.PhilipsXml;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>Maps the header of an iSyntax to the metadata that every format has.</summary>
/// <remarks>The header does not name the objective.</remarks>
internal static class IsyntaxMetadata
{
    /// <summary>Reads the metadata.</summary>
    /// <param name="header">The header.</param>
    /// <param name="structure">Its levels.</param>
    public static SlideMetadata Read(IsyntaxHeader header, IsyntaxStructure structure)
    {
        var facts = new PhilipsFacts(header.Root, header.Scan);
        var (date, time) = facts.ReadAcquisition();
        return new SlideMetadata
        {
            Manufacturer = facts.FindKnown(PhilipsNames.Manufacturer),
            ManufacturerModelName = facts.FindKnown(PhilipsNames.Model),
            DeviceSerialNumber = facts.FindText(PhilipsNames.Serial),
            SoftwareVersions = [.. facts.SoftwareVersions.Distinct(StringComparer.Ordinal)],
            AcquisitionDate = date,
            AcquisitionTime = time,
            Spacing = structure.Spacing,
            LabelSide = LabelSide.Left,
            Barcode = facts.Barcode,
            Operator = facts.FindText(PhilipsNames.Operator),
            VendorProperties = [.. facts.Flatten()],
        };
    }
}
