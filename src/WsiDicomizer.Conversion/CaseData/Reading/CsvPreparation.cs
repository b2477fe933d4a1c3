using WsiDicomizer.Conversion.CaseData.Binding;

namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>
/// The steps that a row of CSV tells: collected and fixed as a part, sampled into a block, embedded, sectioned, stained.
/// </summary>
/// <param name="cells">The cells of one specimen.</param>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class CsvPreparation(CsvCells cells, CaseDataMistakes mistakes)
{
    private const string Tissue = "tissue specimen";
    private const string Dissection = "dissection";
    private const string BlockSectioning = "block sectioning";

    private readonly List<CaseNode> _steps = [];
    private readonly CaseText? _part = cells[CsvColumns.PartIdentifier];
    private readonly CaseText? _block = cells[CsvColumns.BlockIdentifier];
    private readonly CaseText? _section = cells[CaseFields.SpecimenIdentifier];

    /// <summary>The steps in the order of their time; null where the row tells none.</summary>
    public CaseList? Read()
    {
        var first = _part ?? _block ?? _section;
        Add("collection", first, CsvColumns.CollectionDateTime, (CaseFields.Method, cells[CsvColumns.CollectionMethod]));
        Add("receiving", first, CsvColumns.ReceivingDateTime);
        Add("fixation", first, CsvColumns.FixationDateTime, (CaseFields.Fixative, cells[CsvColumns.Fixative]));
        AddBlock();
        Add(
            "embedding", _block ?? first, CsvColumns.EmbeddingDateTime,
            (CaseFields.EmbeddingMedium, cells[CsvColumns.EmbeddingMedium]));
        AddSection();
        Add(
            "staining", _section, CsvColumns.StainingDateTime,
            (CaseFields.Substances, cells.List(CsvColumns.Stain)),
            (CaseFields.SubstanceTexts, cells.List(CsvColumns.StainText)));
        return _steps.Count == 0 ? null : new CaseList(cells.Place, _steps);
    }

    private void AddBlock()
    {
        if (_part is null || _block is null)
        {
            Refuse($"needs {CsvColumns.PartIdentifier} and {CsvColumns.BlockIdentifier}", CsvColumns.BlockSamplingMethod, CsvColumns.BlockSamplingDateTime);
        }
        else if (_part.Value != _block.Value)
        {
            AddSampling(_block, _part, CsvColumns.PartType, CsvColumns.BlockSamplingMethod, CsvColumns.BlockSamplingDateTime, Dissection);
        }

        // Without what they are of, the types would be passed over in silence.
        if (_part is null)
        {
            Refuse($"needs {CsvColumns.PartIdentifier}", CsvColumns.PartType);
        }

        if (_block is null)
        {
            Refuse($"needs {CsvColumns.BlockIdentifier}", CsvColumns.BlockType);
        }
    }

    private void AddSection()
    {
        var parent = _block ?? _part;
        if (parent is null)
        {
            Refuse($"needs {CsvColumns.BlockIdentifier} or {CsvColumns.PartIdentifier}", CsvColumns.SectioningMethod, CsvColumns.SectioningDateTime);
        }
        else if (_section is not null && _section.Value != parent.Value)
        {
            AddSampling(
                _section, parent, _block is null ? CsvColumns.PartType : CsvColumns.BlockType, CsvColumns.SectioningMethod,
                CsvColumns.SectioningDateTime, _block is null ? null : BlockSectioning);
        }
    }

    // What a block is cut out of is tissue, and cutting it out is dissection; sections come from blocks by sectioning. A
    // laboratory that knows better says so.
    private void AddSampling(
        CaseText child, CaseText parent, string typeColumn, string methodColumn, string dateTimeColumn, string? usualMethod)
    {
        var usual = usualMethod is null ? null : new CaseText(parent.Place, usualMethod);
        Add(
            "sampling", child, dateTimeColumn,
            (CaseFields.Method, cells[methodColumn] ?? usual),
            (CaseFields.ParentSpecimenIdentifier, parent),
            (CaseFields.ParentSpecimenType, cells[typeColumn] ?? new CaseText(parent.Place, Tissue)));
    }

    private void Add(string kind, CaseText? specimen, string dateTimeColumn, params (string Name, CaseNode? Value)[] fields)
    {
        var dateTime = cells[dateTimeColumn];
        if ((fields.Select(field => field.Value).FirstOrDefault(value => value is not null) ?? dateTime) is not { } first)
        {
            return;
        }

        _steps.Add(new CaseObject(first.Place,
        [
            Member(CaseFields.Step, new CaseText(first.Place, kind)),
            Member(CaseFields.SpecimenIdentifier, specimen),
            Member(CaseFields.DateTime, dateTime),
            .. fields.Select(field => Member(field.Name, field.Value)),
        ]));
    }

    private CaseMember Member(string name, CaseNode? value) => new(name, value?.Place ?? cells.Place, value);

    private void Refuse(string message, params string[] columns)
    {
        foreach (var column in columns)
        {
            if (cells[column] is { } cell)
            {
                mistakes.Add(cell.Place, $"{column}: {message}");
            }
        }
    }
}
