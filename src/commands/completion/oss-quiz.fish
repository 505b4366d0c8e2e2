# Completion of oss-quiz in fish. The program itself tells what may stand where.
function __oss_quiz
    set -l before (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (commandline --current-token --cut-at-cursor)
    OSS_QUIZ_COMPLETE=fish PROGRAM -- $before "$word" 2>/dev/null
end
complete --command oss-quiz --no-files --keep-order --arguments '(__oss_quiz)'
