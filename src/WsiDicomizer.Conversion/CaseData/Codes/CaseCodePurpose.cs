namespace WsiDicomizer.Conversion.CaseData.Codes;

/// <summary>What a code is for: the same short word means different codes in different places.</summary>
internal enum CaseCodePurpose
{
    /// <summary>Type of the container (CID 8101).</summary>
    Container,

    /// <summary>Type of a specimen (CID 8103).</summary>
    SpecimenType,

    /// <summary>How a specimen was collected (CID 8109).</summary>
    Collection,

    /// <summary>How a specimen was taken from its parent (CID 8110).</summary>
    Sampling,

    /// <summary>What was done in a processing step (CID 8113).</summary>
    Step,

    /// <summary>Fixative (CID 8114).</summary>
    Fixative,

    /// <summary>Embedding medium (CID 8115).</summary>
    Embedding,

    /// <summary>Stain (CID 8112).</summary>
    Stain,

    /// <summary>Where in the body a specimen comes from (CID 4 and its like).</summary>
    Anatomy,

    /// <summary>Side and other modifiers of it (CID 244, CID 2).</summary>
    Modifier,
}
