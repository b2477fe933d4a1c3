using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.CaseData.Reading;

namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>What holds between the slides of a file: each is named once, and a study is one patient's.</summary>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class CaseConsistency(CaseDataMistakes mistakes)
{
    /// <summary>Checks all slides of a file.</summary>
    public void Check(IReadOnlyList<CaseRecord> records)
    {
        CheckNames(records);
        CheckStudies(records);
    }

    private void CheckNames(IReadOnlyList<CaseRecord> records)
    {
        var fileNames = new Dictionary<string, CaseRecord>(StringComparer.OrdinalIgnoreCase);
        var barcodes = new Dictionary<string, CaseRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record.FileName is { } name && !fileNames.TryAdd(name, record))
            {
                mistakes.Add(record.Place, $"{CaseFields.FileName}: the same as that of line {fileNames[name].Place.Line}");
            }

            // Two scans of one glass have one barcode: then their file names tell them apart.
            if (record.Barcode is { } barcode && !barcodes.TryAdd(barcode, record)
                && (record.FileName is null || barcodes[barcode].FileName is null))
            {
                mistakes.Add(record.Place, $"{CaseFields.Barcode}: the same as that of line {barcodes[barcode].Place.Line}");
            }
        }
    }

    // What stands in the Patient and General Study modules is the same in all instances of a study (PS3.3 A.1.2).
    private void CheckStudies(IReadOnlyList<CaseRecord> records)
    {
        var studies = new Dictionary<string, CaseRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record.Study.Key is not { } key || studies.TryAdd(key, record))
            {
                continue;
            }

            var first = studies[key];
            if (!record.Patient.IsSameAs(first.Patient))
            {
                mistakes.Add(record.Place, $"the patient is told otherwise than in line {first.Place.Line}, which is of the same study");
            }

            if (record.Study != first.Study)
            {
                mistakes.Add(record.Place, $"the study is told otherwise than in line {first.Place.Line}, which is of the same study");
            }
        }
    }
}
