namespace WsiDicomizer.Verification;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong with the file.</summary>
    Note,

    /// <summary>Allowed by the standard, and yet some reader or user stumbles over it.</summary>
    Warning,

    /// <summary>Against the standard, or so damaged that it cannot be told.</summary>
    Error,
}
