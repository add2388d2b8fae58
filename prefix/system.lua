-- Runs before every plugin, unless you have a system prefix of your own or give one with --system-prefix.
-- It hands the OpenAI key of your environment to plugins that ask for HTTPS. No key is ever kept in this file.
openai_api_key = os.getenv("OPENAI_API_KEY")
