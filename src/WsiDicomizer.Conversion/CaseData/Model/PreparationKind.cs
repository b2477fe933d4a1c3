namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>What is done in a step of preparation. Fixation and embedding are processing with a substance of their own.</summary>
internal enum PreparationKind
{
    /// <summary>Taken from the patient.</summary>
    Collection,

    /// <summary>Come to the laboratory.</summary>
    Receiving,

    /// <summary>Taken from another specimen.</summary>
    Sampling,

    /// <summary>Put into a fixative.</summary>
    Fixation,

    /// <summary>Put into an embedding medium.</summary>
    Embedding,

    /// <summary>Something else, which description or procedure tells.</summary>
    Processing,

    /// <summary>Stained.</summary>
    Staining,

    /// <summary>Stored.</summary>
    Storage,
}
