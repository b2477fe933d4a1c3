using WsiDicomizer.Conversion.CaseData.Codes;
using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.CaseData.Reading;

namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>Preparation steps; what TID 8001 and 8002 demand of a step has to be there, what has no place in it may not.</summary>
/// <param name="values">Reads values.</param>
/// <param name="codes">Reads codes.</param>
/// <param name="mistakes">Where mistakes go.</param>
/// <param name="limits">What a step may ask for.</param>
internal sealed class PreparationBinder(
    CaseValues values, CaseCodeValues codes, CaseDataMistakes mistakes, CaseDataLimits limits)
{
    private static readonly string[] StepNames =
        [.. Enum.GetNames<PreparationKind>().Select(name => name.ToLowerInvariant())];

    // The fields that belong to some kinds of steps only.
    private static readonly Dictionary<string, PreparationKind[]> Homes = new(StringComparer.Ordinal)
    {
        [CaseFields.Method] = [PreparationKind.Collection, PreparationKind.Sampling],
        [CaseFields.ParentSpecimenIdentifier] = [PreparationKind.Sampling],
        [CaseFields.IssuerOfParentSpecimenIdentifier] = [PreparationKind.Sampling],
        [CaseFields.ParentSpecimenType] = [PreparationKind.Sampling],
        [CaseFields.SamplingSite] = [PreparationKind.Sampling],
        [CaseFields.Fixative] = [PreparationKind.Fixation],
        [CaseFields.EmbeddingMedium] = [PreparationKind.Embedding],
        [CaseFields.Substances] = [PreparationKind.Staining],
        [CaseFields.SubstanceTexts] = [PreparationKind.Staining],
    };

    /// <summary>Reads a step.</summary>
    /// <param name="node">The step.</param>
    /// <param name="specimen">The specimen that it belongs to, and that it treats unless it names another.</param>
    /// <returns>Null where something is wrong.</returns>
    public PreparationStep? Bind(CaseObject node, SpecimenData specimen)
    {
        var fields = new CaseObjectFields(node, CaseFields.OfStep, mistakes, limits);
        if (KindOf(fields) is not { } kind)
        {
            return null;
        }

        foreach (var member in node.Members.Where(member => member.Value is not null && Homes.TryGetValue(member.Name, out var home) && !home.Contains(kind)))
        {
            mistakes.Add(member.Place, $"{member.Name}: has no place in a step of this kind");
        }

        var named = values.LongIdentifier(fields[CaseFields.SpecimenIdentifier], CaseFields.SpecimenIdentifier);
        var step = new PreparationStep
        {
            Kind = kind,
            SpecimenIdentifier = named ?? specimen.Identifier,
            Issuer = values.Issuer(fields[CaseFields.IssuerOfSpecimenIdentifier], CaseFields.IssuerOfSpecimenIdentifier)
                ?? specimen.Issuer,
            DateTime = values.DateTime(fields[CaseFields.DateTime], CaseFields.DateTime),
            Description = values.UnlimitedText(fields[CaseFields.Description], CaseFields.Description),
            Procedure = codes.One(fields.Get(CaseFields.Procedure), CaseFields.Procedure, CaseCodePurpose.Step),
            Method = codes.One(
                fields.Get(CaseFields.Method),
                CaseFields.Method,
                kind == PreparationKind.Sampling ? CaseCodePurpose.Sampling : CaseCodePurpose.Collection),
            Parent = kind == PreparationKind.Sampling ? ParentOf(fields, specimen) : null,
            SamplingSite = values.UnlimitedText(fields[CaseFields.SamplingSite], CaseFields.SamplingSite),
            Fixative = codes.One(fields.Get(CaseFields.Fixative), CaseFields.Fixative, CaseCodePurpose.Fixative),
            EmbeddingMedium = codes.One(
                fields.Get(CaseFields.EmbeddingMedium), CaseFields.EmbeddingMedium, CaseCodePurpose.Embedding),
            Substances = [.. fields.List(CaseFields.Substances)
                .SelectMany(item => codes.Several(item, CaseFields.Substances, CaseCodePurpose.Stain)).Distinct()],
            SubstanceTexts = [.. fields.Texts(CaseFields.SubstanceTexts)
                .Select(text => values.UnlimitedText(text, CaseFields.SubstanceTexts)).OfType<string>()],
        };
        RequireWhatTheTemplateDemands(fields, step);
        return step;
    }

    private PreparationKind? KindOf(CaseObjectFields fields)
    {
        if (fields[CaseFields.Step] is not { } text)
        {
            fields.Missing($"{CaseFields.Step}: missing; expected one of {string.Join(", ", StepNames)}");
            return null;
        }

        var index = Array.FindIndex(StepNames, name => string.Equals(name, text.Value, StringComparison.OrdinalIgnoreCase));
        return index < 0
            ? values.Fail<PreparationKind?>(text, $"{CaseFields.Step}: expected one of {string.Join(", ", StepNames)}")
            : Enum.GetValues<PreparationKind>()[index];
    }

    // TID 8002 rows 2 and 4 are mandatory.
    private ParentSpecimen? ParentOf(CaseObjectFields fields, SpecimenData specimen)
    {
        var identifier = values.LongIdentifier(
            fields[CaseFields.ParentSpecimenIdentifier], CaseFields.ParentSpecimenIdentifier);
        var issuer = values.Issuer(
            fields[CaseFields.IssuerOfParentSpecimenIdentifier], CaseFields.IssuerOfParentSpecimenIdentifier);
        var type = codes.One(
            fields.Get(CaseFields.ParentSpecimenType), CaseFields.ParentSpecimenType, CaseCodePurpose.SpecimenType);
        foreach (var name in (string[])[CaseFields.ParentSpecimenIdentifier, CaseFields.ParentSpecimenType])
        {
            if (fields.Get(name) is null)
            {
                fields.Missing($"{name}: missing; a sampling says from what it was taken (TID 8002)");
            }
        }

        return identifier is null || type is null ? null : new ParentSpecimen(identifier, issuer ?? specimen.Issuer, type);
    }

    private static void RequireWhatTheTemplateDemands(CaseObjectFields fields, PreparationStep step)
    {
        var (isMissing, field) = step.Kind switch
        {
            PreparationKind.Collection or PreparationKind.Sampling => (fields.Get(CaseFields.Method) is null, CaseFields.Method),
            PreparationKind.Fixation => (fields.Get(CaseFields.Fixative) is null, CaseFields.Fixative),
            PreparationKind.Embedding => (fields.Get(CaseFields.EmbeddingMedium) is null, CaseFields.EmbeddingMedium),
            PreparationKind.Staining => (
                (fields.Get(CaseFields.Substances) ?? fields.Get(CaseFields.SubstanceTexts)) is null, CaseFields.Substances),
            PreparationKind.Processing => (
                (fields.Get(CaseFields.Procedure) ?? fields.Get(CaseFields.Description)) is null, CaseFields.Procedure),
            _ => (false, string.Empty),
        };
        if (isMissing)
        {
            fields.Missing($"{field}: missing in a step of this kind");
        }
    }
}
