using WsiDicomizer.Conversion.CaseData.Codes;
using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.CaseData.Reading;

namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>The specimens of a slide.</summary>
/// <param name="values">Reads values.</param>
/// <param name="codes">Reads codes.</param>
/// <param name="mistakes">Where mistakes go.</param>
/// <param name="limits">What a slide may ask for.</param>
internal sealed class SpecimenBinder(
    CaseValues values, CaseCodeValues codes, CaseDataMistakes mistakes, CaseDataLimits limits)
{
    private readonly PreparationBinder _preparation = new(values, codes, mistakes, limits);

    /// <summary>Reads the specimens.</summary>
    /// <param name="slide">The slide's fields.</param>
    public IReadOnlyList<SpecimenData> Bind(CaseObjectFields slide)
    {
        var specimens = new List<SpecimenData>();
        var nodes = slide.Objects(CaseFields.Specimens, limits.MaximumSpecimens).ToList();
        var identifiers = new HashSet<(string, string?)>();
        foreach (var node in nodes)
        {
            if (Bind(node, isOneOfSeveral: nodes.Count > 1) is not { } specimen)
            {
                continue;
            }

            specimens.Add(specimen);
            if (!identifiers.Add((specimen.Identifier, specimen.Issuer?.ToString())))
            {
                mistakes.Add(node.Place, $"{CaseFields.SpecimenIdentifier}: the slide has another specimen with the same identifier");
            }
        }

        return specimens;
    }

    private SpecimenData? Bind(CaseObject node, bool isOneOfSeveral)
    {
        var fields = new CaseObjectFields(node, CaseFields.OfSpecimen, mistakes, limits);
        var identifier = values.LongIdentifier(fields[CaseFields.SpecimenIdentifier], CaseFields.SpecimenIdentifier);
        if (fields.Get(CaseFields.SpecimenIdentifier) is null)
        {
            fields.Missing($"{CaseFields.SpecimenIdentifier}: missing; every specimen has one (PS3.3 C.7.6.22)");
        }

        var location = values.UnlimitedText(fields[CaseFields.LocationOfSpecimen], CaseFields.LocationOfSpecimen);
        if (isOneOfSeveral && fields.Get(CaseFields.LocationOfSpecimen) is null)
        {
            fields.Missing($"{CaseFields.LocationOfSpecimen}: missing; on a slide with several specimens each says where it is");
        }

        // A specimen with a wrong identifier is still read to its end, so that all its mistakes are told at once.
        var specimen = new SpecimenData
        {
            Identifier = identifier ?? string.Empty,
            Issuer = values.Issuer(fields[CaseFields.IssuerOfSpecimenIdentifier], CaseFields.IssuerOfSpecimenIdentifier),
            UID = values.Uid(fields[CaseFields.SpecimenUID], CaseFields.SpecimenUID),
            Type = codes.One(fields.Get(CaseFields.SpecimenType), CaseFields.SpecimenType, CaseCodePurpose.SpecimenType),
            ShortDescription = values.LongString(
                fields[CaseFields.SpecimenShortDescription], CaseFields.SpecimenShortDescription),
            DetailedDescription = values.UnlimitedText(
                fields[CaseFields.SpecimenDetailedDescription], CaseFields.SpecimenDetailedDescription),
            Anatomy = codes.One(
                fields.Get(CaseFields.PrimaryAnatomicStructure), CaseFields.PrimaryAnatomicStructure, CaseCodePurpose.Anatomy),
            AnatomyModifiers = [.. fields.List(CaseFields.PrimaryAnatomicStructureModifiers).SelectMany(
                item => codes.Several(item, CaseFields.PrimaryAnatomicStructureModifiers, CaseCodePurpose.Modifier))],
            Location = location,
        };
        if (specimen.AnatomyModifiers.Count > 0 && fields.Get(CaseFields.PrimaryAnatomicStructure) is null)
        {
            fields.Missing($"{CaseFields.PrimaryAnatomicStructure}: missing; its modifiers are there");
        }

        var steps = fields.Objects(CaseFields.Preparation).Select(step => _preparation.Bind(step, specimen)).ToList();
        return identifier is null ? null : specimen with { Preparation = [.. steps.OfType<PreparationStep>()] };
    }
}
