using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Huron;

/// <summary>Maps Huron's texts and tags to the metadata that every format has.</summary>
internal static class HuronMetadata
{
    /// <summary>Reads the metadata.</summary>
    /// <param name="structure">The slide's pages.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(HuronStructure structure)
    {
        var directory = structure.Levels[0].Directory;
        var description = structure.Description;
        var (date, time) = TiffPageTexts.ReadDateTime(directory);
        var model = TiffPageTexts.Read(directory, TiffTag.Model);
        return new SlideMetadata
        {
            Manufacturer = "Huron",
            ManufacturerModelName = HuronKeys.IsModel(model) ? model : null,
            DeviceSerialNumber = description?.Find("Scanner Id"),
            AcquisitionDate = date,
            AcquisitionTime = time,
            Spacing = TiffPageSpacing.Read(directory),
            Barcode = description?.Find("Barcode"),
            Title = description?.Find("Label Text"),
            VendorProperties =
            [
                .. (description?.Items ?? []).Select(item => KeyValuePair.Create(item.Key, item.Value)),
                .. TiffPageTexts.ReadAll(directory, TiffTag.ImageDescription),
            ],
        };
    }
}
