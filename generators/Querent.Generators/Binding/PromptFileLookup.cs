using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>Finds a prompt file by the path that somebody wrote.</summary>
internal static class PromptFileLookup
{
    /// <param name="files">The files that there are.</param>
    /// <param name="path">The path as it was written.</param>
    /// <param name="problem">Why there is none, to stand behind the file's name in a message; empty when there is.</param>
    public static PromptFile? Find(PromptFiles files, string path, out string problem)
    {
        problem = "";
        if (PromptPath.Normalize(path) is not { } normal)
        {
            problem = "leaves the project; name a file by its path from the project's folder";
            return null;
        }

        if (files.Find(normal) is { } file)
        {
            return file;
        }

        NameGuess guess = NearestName.Of(normal, files.Paths);
        problem = "is not among those of the project" + (guess.Names.Count > 0 ? guess.Advice : "; put it into 'Prompts/', or name it as a <PromptFile>");
        return null;
    }
}
