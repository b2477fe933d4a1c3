using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Slide Label (PS3.3 C.8.12.8): only on instances that show the label; both attributes are Type 2.</summary>
internal static class SlideLabelModule
{
    public static void AddTo(DicomDataset dataset, SlideMetadata metadata, InstancePlan instance)
    {
        if (!instance.Role.ShowsLabel())
        {
            return;
        }

        string[] barcode = metadata.Barcode is { Length: > 0 } text ? [DicomText.ToLongString(text)] : [];
        dataset.Add(DicomTag.BarcodeValue, barcode);
        dataset.Add<string>(DicomTag.LabelText);
    }
}
